import { useTranslation } from 'react-i18next';
import {
  dayOf,
  daysBetween,
  formatDay,
  formatDayShort,
  formatNumber,
} from '../../../web/i18n/format.ts';
import { BarTable, type Column, DataTable } from '../../../web/ui/index.ts';
import type { RequestDetail } from '../../contract.ts';
import { useToday } from '../code-words.ts';
import type { PartProps } from './acts.ts';
import { Part } from './Part.tsx';

/** The steps as bars: how many days each state took, so that lost days are seen (R76). */
export function Steps({ detail: { steps, row } }: PartProps) {
  const { t } = useTranslation('waiting-list');
  const today = useToday();
  const [first] = steps;
  const last = steps.at(-1);
  const name = (state: RequestDetail['row']['state']) => t(`codes.state.${state}`);
  const rows = steps.slice(1).map((step, at) => ({
    id: `${step.at} ${at}`,
    label: name(step.from ?? row.state),
    value: step.days,
    words: t('words.days', { count: step.days }),
    detail: [
      t('request.steps.next', { day: formatDayShort(dayOf(step.at)), state: name(step.to) }),
      step.by,
      step.reason,
    ]
      .filter(Boolean)
      .join(', '),
  }));
  const sofar = last ? daysBetween(dayOf(last.at), today) : 0;
  return (
    <Part title={t('request.steps.title')}>
      {first ? (
        <p className="vp-muted">{t('request.steps.began', { day: formatDay(dayOf(first.at)) })}</p>
      ) : null}
      <BarTable
        caption={t('request.steps.caption')}
        labelHeader={t('request.steps.state')}
        valueHeader={t('request.steps.days')}
        detailHeader={t('request.steps.detail')}
        rows={[
          ...rows,
          {
            id: 'now',
            label: name(row.state),
            value: sofar,
            words: t('words.days', { count: sofar }),
            detail: t('request.steps.sofar'),
          },
        ]}
      />
    </Part>
  );
}

type Move = RequestDetail['moves'][number] & { readonly id: string };

/** Every rise and fall with its cause, newest first. */
export function Moves({ detail }: PartProps) {
  const { t } = useTranslation('waiting-list');
  const changeWords = useMoveWords(detail);
  const rows = detail.moves.map((move, at) => ({ ...move, id: `${move.at} ${at}` }));
  const columns: Column<Move>[] = [
    {
      id: 'when',
      header: t('request.moves.when'),
      cell: (move) => formatDayShort(dayOf(move.at)),
    },
    {
      id: 'cause',
      header: t('request.moves.cause'),
      cell: (move) => t(`codes.cause.${move.cause}`),
    },
    { id: 'change', header: t('request.moves.change'), cell: changeWords },
    {
      id: 'by',
      header: t('request.moves.by'),
      cell: (move) => move.by ?? '',
      isSecondary: true,
    },
  ];
  return (
    <Part title={t('request.moves.title')}>
      {rows.length === 0 ? (
        <p className="vp-muted">{t('request.moves.none')}</p>
      ) : (
        <DataTable
          caption={t('request.moves.caption')}
          columns={columns}
          rows={rows}
          rowId={(move) => move.id}
          sort={null}
          onSort={() => {}}
        />
      )}
    </Part>
  );
}

function useMoveWords({ rules }: RequestDetail) {
  const { t } = useTranslation('waiting-list');
  const code = (bandNo: number) => rules?.content.bands[bandNo - 1]?.code ?? formatNumber(bandNo);
  return ({ beforeBand, afterBand, beforeSince, afterSince }: Move): string => {
    const said: string[] = [];
    if (beforeBand === null && afterBand !== null)
      said.push(t('request.moves.entered', { after: code(afterBand) }));
    else if (beforeBand !== null && afterBand === null)
      said.push(t('request.moves.left', { before: code(beforeBand) }));
    else if (beforeBand !== null && afterBand !== null && beforeBand !== afterBand)
      said.push(
        t(afterBand < beforeBand ? 'request.moves.rose' : 'request.moves.fell', {
          before: code(beforeBand),
          after: code(afterBand),
        }),
      );
    if (beforeSince !== null && afterSince !== null && beforeSince !== afterSince)
      said.push(
        t('request.moves.since', {
          after: formatDay(afterSince),
          before: formatDay(beforeSince),
        }),
      );
    return said.length > 0 ? said.join('; ') : t('request.moves.same');
  };
}
