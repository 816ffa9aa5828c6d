import { useTranslation } from 'react-i18next';
import { formatDayShort, formatNumber } from '../../../web/i18n/format.ts';
import { Button, type Column, DataTable } from '../../../web/ui/index.ts';
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

/** One line of facts is enough in a row; the rest stands on the request's own page. */
const FACTS_IN_ROW = 2;

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
      header: t('list.column.child'),
      cell: (row) => (
        <>
          {isInOrder ? (
            <span className="wl-place">{formatNumber(place.get(row.requestId) ?? 0)}.</span>
          ) : null}{' '}
          {row.pseudonym}
          {row.name ? <span className="wl-name"> {row.name}</span> : null}
          <span className="wl-small">
            {t(`codes.sex.${row.sex}`)}, {words.age(row, data.day)}
            {row.mine ? ` · ${t('list.mine')}` : ''}
          </span>
        </>
      ),
    },
    {
      id: 'band',
      header: t('list.column.band'),
      cell: (row) => <Standing row={row} facts={words.facts} />,
    },
    {
      id: 'since',
      header: t('list.column.since'),
      cell: (row) =>
        row.standing ? (
          <>
            {words.waiting(row.waitingDays)}
            <span className="wl-small">{formatDayShort(row.standing.since)}</span>
          </>
        ) : null,
    },
    {
      id: 'modules',
      header: t('list.column.modules'),
      cell: (row) => row.modules.map(moduleName).join(', '),
      isSecondary: true,
    },
    {
      id: 'where',
      header: t('list.column.where'),
      cell: (row) => (
        <>
          {regionName(row.region)}
          {row.municipality ? <span className="wl-small">{row.municipality}</span> : null}
        </>
      ),
      isSecondary: true,
    },
    {
      id: 'family',
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
      header: t('list.column.attention'),
      cell: (row) => (
        <ul className="wl-flags">
          {row.attention.map((flag) => (
            <li key={flag} data-urgent={flag === 'UNSAFE_WITHOUT_ANSWER' ? '' : undefined}>
              {t(`codes.attention.${flag}`)}
            </li>
          ))}
        </ul>
      ),
      isSecondary: true,
    },
    {
      id: 'why',
      header: t('list.column.why'),
      cell: (row) => (
        <span className="vp-no-print">
          <Button
            size="small"
            look="quiet"
            label={t('list.whyOf', { pseudonym: row.pseudonym })}
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

function Standing({
  row,
  facts,
}: {
  readonly row: ListRow;
  readonly facts: (codes: ListRow['facts']) => string;
}) {
  const { t } = useTranslation('waiting-list');
  const { standing } = row;
  if (!standing) return <span className="wl-small">{t(`codes.state.${row.state}`)}</span>;
  return (
    <span className="wl-standing">
      <BandMark band={standing.band} bandNo={standing.bandNo} />
      <span>
        {row.facts.length > 0 ? facts(row.facts.slice(0, FACTS_IN_ROW)) : t('list.noFacts')}
        {row.facts.length > FACTS_IN_ROW ? ' …' : ''}
        {standing.group ? <span className="wl-small">{t('list.byGroup')}</span> : null}
        {standing.callable ? null : (
          <span className="wl-small">{t(`codes.state.${row.state}`)}</span>
        )}
      </span>
    </span>
  );
}
