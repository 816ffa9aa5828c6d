import { useTranslation } from 'react-i18next';
import { formatDayShort, formatNumber } from '../../../web/i18n/format.ts';
import { Button, type Column, DataTable } from '../../../web/ui/index.ts';
import { bandAndCondition } from '../../bands.ts';
import type { UrgencyFact } from '../../codes.ts';
import type { ListRow, WaitingList } from '../../contract.ts';
import { BandMark } from '../BandMark.tsx';
import { useWords } from '../code-words.ts';
import { useAreas, useModules } from '../use-waiting-list.ts';

export interface ListTableProps {
  readonly data: WaitingList;
  /** How many stand before the first row. */
  readonly from: number;
  readonly isInOrder: boolean;
  readonly onOpen: (row: ListRow) => void;
  readonly onWhy: (row: ListRow) => void;
}

/** Dense rows: who, in which band by which facts, since when, for what, where, and what asks for attention. */
export function ListTable(props: ListTableProps) {
  const { t } = useTranslation('waiting-list');
  const columns = useColumns(props);
  return (
    <div className="wl-table">
      <DataTable
        caption={t('list.result')}
        columns={columns}
        rows={props.data.rows}
        rowId={(row) => row.requestId}
        sort={null}
        onSort={() => {}}
        onOpen={props.onOpen}
      />
    </div>
  );
}

function useColumns({ data, from, isInOrder, onWhy }: ListTableProps): Column<ListRow>[] {
  const { t } = useTranslation('waiting-list');
  const words = useWords();
  const { regionName } = useAreas();
  const { moduleName } = useModules();
  const place = new Map(data.rows.map((row, at) => [row.requestId, from + at + 1]));
  return [
    {
      id: 'child',
      width: '21%',
      header: t('list.column.child'),
      cell: (row) => (
        <>
          {isInOrder ? (
            <span className="wl-place">{formatNumber(place.get(row.requestId) ?? 0)}.</span>
          ) : null}{' '}
          <span className="wl-whole">{row.pseudonym}</span>
          {row.name ? <span className="wl-name"> {row.name}</span> : null}
          <span className="wl-small">
            {t(`codes.sex.${row.sex}`)}, {words.age(row, data.day)}
            {row.mine ? ` · ${t('list.mine')}` : ''}
          </span>
          <span className="wl-phone">
            {row.standing ? (
              <span className="wl-small">
                {t('list.column.since')}: {formatDayShort(row.standing.since)},{' '}
                {words.waiting(row.waitingDays)}
              </span>
            ) : null}
            <Flags row={row} />
          </span>
        </>
      ),
    },
    {
      id: 'band',
      width: '16%',
      header: t('list.column.band'),
      cell: (row) => <Standing row={row} rules={data.rules} />,
    },
    {
      id: 'since',
      width: '9%',
      header: t('list.column.since'),
      cell: (row) =>
        row.standing ? (
          <>
            <span className="wl-whole">{words.waiting(row.waitingDays)}</span>
            <span className="wl-small">{formatDayShort(row.standing.since)}</span>
          </>
        ) : null,
      isSecondary: true,
    },
    {
      id: 'modules',
      width: '15%',
      header: t('list.column.modules'),
      cell: (row) => row.modules.map(moduleName).join(', '),
      isSecondary: true,
    },
    {
      id: 'where',
      width: '10%',
      header: t('list.column.where'),
      cell: (row) => (
        <>
          {row.municipality ?? regionName(row.region)}
          {row.municipality ? <span className="wl-small">{regionName(row.region)}</span> : null}
        </>
      ),
      isSecondary: true,
    },
    {
      id: 'family',
      width: '10%',
      header: t('list.column.family'),
      cell: (row) => (
        <>
          {row.groupSize > 1 && row.together ? (
            <span className="wl-line">
              {t('list.siblings', { count: row.groupSize })}: {t(`codes.together.${row.together}`)}
            </span>
          ) : null}
          {row.runningHelp.length > 0 ? (
            <span className="wl-small">
              {row.runningHelp.map((help) => t(`codes.help.${help}`)).join(', ')}
            </span>
          ) : null}
        </>
      ),
      isSecondary: true,
    },
    {
      id: 'attention',
      width: '11%',
      header: t('list.column.attention'),
      cell: (row) => <Flags row={row} />,
      isSecondary: true,
    },
    {
      id: 'why',
      width: '8%',
      header: t('list.column.why'),
      cell: (row) => (
        <span className="vp-no-print wl-whole">
          <Button
            size="small"
            look="quiet"
            label={`${t('list.why')} ${row.pseudonym}`}
            onPress={() => onWhy(row)}
          >
            {t('list.why')}
          </Button>
        </span>
      ),
      isSecondary: true,
    },
  ];
}

/** The band, and in words which facts led there; all that is known stands on the request's own page. */
function Standing({ row, rules }: { readonly row: ListRow; readonly rules: WaitingList['rules'] }) {
  const { t } = useTranslation('waiting-list');
  const words = useWords();
  const { standing } = row;
  if (!standing || !rules) return <span className="wl-small">{t(`codes.state.${row.state}`)}</span>;
  const { condition } = bandAndCondition(rules.content, row.facts);
  return (
    <span className="wl-standing">
      <BandMark band={standing.band} bandNo={standing.bandNo} />
      <span>
        {condition.length > 0 ? words.factsFirst(condition as UrgencyFact[]) : t('list.noFacts')}
        {standing.group ? <span className="wl-small">{t('list.byGroup')}</span> : null}
        {standing.callable ? null : (
          <span className="wl-small">{t(`codes.state.${row.state}`)}</span>
        )}
      </span>
    </span>
  );
}

/** What asks for somebody's eye, in words. */
function Flags({ row }: { readonly row: ListRow }) {
  const { t } = useTranslation('waiting-list');
  return row.attention.map((flag) => (
    <span
      key={flag}
      className="wl-flag"
      data-urgent={flag === 'UNSAFE_WITHOUT_ANSWER' ? '' : undefined}
    >
      {t(`codes.attention.${flag}`)}
    </span>
  ));
}
