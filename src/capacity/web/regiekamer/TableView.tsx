import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { Age, type Column, DataTable, type Sort } from '../../../web/ui/index.ts';
import type { Figures } from '../../figures.ts';
import type { FoundRow } from '../../unit-filter.ts';
import { LitNumber } from './LitNumber.tsx';
import { rowKey } from './patch-photo.ts';
import type { SortColumn } from './regiekamer-search.ts';
import type { ViewProps } from './TileView.tsx';
import { useFigureWords, wholeKm } from './unit-words.ts';
import type { Regiekamer } from './use-regiekamer.ts';

const FIGURES = [
  'offerable',
  'free',
  'held',
  'occupied',
  'absent',
  'unavailable',
  'notConverted',
  'recognised',
  'overOccupied',
] as const satisfies readonly (keyof Figures)[];

// The rows come in their order; a value of their own would sort them anew with every live change.
const inOrder = () => null;

type UnitColumn = Column<FoundRow> & { readonly id: SortColumn | 'note' | 'mix' | 'term' };

interface Told {
  readonly t: TFunction<'capacity'>;
  readonly words: ReturnType<typeof useFigureWords>;
  readonly regiekamer: Regiekamer;
}

function textColumn(
  { t }: Told,
  id: UnitColumn['id'],
  width: string,
  cell: (found: FoundRow) => string,
): UnitColumn {
  const isSorted = id !== 'note' && id !== 'mix' && id !== 'term';
  return {
    id,
    header: t(`regiekamer.column.${id}`),
    width,
    cell,
    ...(isSorted ? { sortBy: inOrder } : {}),
  };
}

const figureColumn = ({ t }: Told, key: (typeof FIGURES)[number], width: string): UnitColumn => ({
  id: key,
  header: t(`regiekamer.column.${key}`),
  width,
  align: 'end',
  sortBy: inOrder,
  cell: ({ row }) => <LitNumber value={row.figures[key]} changedAt={row.changedAt} isQuiet />,
});

const distanceColumn = (told: Told): UnitColumn => ({
  ...textColumn(told, 'distance', '4rem', ({ distanceKm }) =>
    distanceKm === null ? '' : wholeKm(distanceKm),
  ),
  align: 'end',
});

const ageColumn = (told: Told): UnitColumn => ({
  id: 'confirmed',
  header: told.t('regiekamer.column.confirmed'),
  width: '12.5rem',
  sortBy: inOrder,
  cell: ({ row }) => (
    <Age at={row.confirmedAt} now={told.regiekamer.agesAt} oldAfterDays={row.staleAfterDays} />
  ),
});

/** Beside the map: which unit, where, what, and the number that people ask for. */
function shortColumns(told: Told): UnitColumn[] {
  const { moduleName, filter, agesAt } = told.regiekamer;
  return [
    {
      ...textColumn(told, 'unit', 'auto', ({ row }) => row.unitName),
      cell: ({ row }) => (
        <>
          {row.unitName}
          <span className="rk-cell-detail">
            {told.t('regiekamer.unit.whereWhat', {
              municipality: row.municipality,
              module: moduleName(row.module),
            })}
            {', '}
            <Age at={row.confirmedAt} now={agesAt} oldAfterDays={row.staleAfterDays} />
          </span>
        </>
      ),
    },
    ...(filter.origin ? [{ ...distanceColumn(told), width: '4.4rem' }] : []),
    figureColumn(told, 'offerable', '7rem'),
  ];
}

/** All that is known of a unit's figures. */
function allColumns(told: Told): UnitColumn[] {
  const { t, words, regiekamer } = told;
  const { moduleName, filter, settled } = regiekamer;
  return [
    textColumn(told, 'unit', '11.25rem', ({ row }) => row.unitName),
    // On a phone the numbers that people ask for come first.
    {
      ...textColumn(told, 'municipality', '8.125rem', ({ row }) => row.municipality),
      isSecondary: true,
    },
    ...(filter.origin ? [distanceColumn(told)] : []),
    ...FIGURES.map((key) => figureColumn(told, key, '6rem')),
    ageColumn(told),
    textColumn(
      told,
      'note',
      '11.875rem',
      ({ row }) => words.notes(row, settled.left.has(rowKey(row))) ?? '',
    ),
    textColumn(told, 'module', '12.5rem', ({ row }) => moduleName(row.module)),
    textColumn(told, 'age', '5.625rem', ({ row }) => words.ages(row)),
    textColumn(told, 'mix', '5.625rem', ({ row }) => t(`codes.genderMix.${row.genderMix}`)),
    textColumn(told, 'term', '5rem', ({ row }) => t(`codes.term.${row.term}`)),
    textColumn(told, 'provider', '11.875rem', ({ row }) => row.providerName),
  ];
}

/** The sum under a column; the first column says what the row is. */
function sumUnder({ t, regiekamer }: Told, id: string) {
  if (id === 'unit') return t('regiekamer.table.sum');
  const key = FIGURES.find((one) => one === id);
  const { totals, changedAt } = regiekamer;
  return key ? <LitNumber value={totals[key]} changedAt={changedAt} /> : null;
}

/** Every figure of every unit, sortable, with their sums in the foot; short: beside the map. */
export function TableView({
  isShort = false,
  ...props
}: ViewProps & { readonly isShort?: boolean }) {
  const { t } = useTranslation('capacity');
  const { settled, search, change, pictureKey } = props.regiekamer;
  const words = useFigureWords();
  const told = { t, words, regiekamer: props.regiekamer };
  const columns = isShort ? shortColumns(told) : allColumns(told);
  const sort: Sort | null = search.sort
    ? { column: search.sort, direction: search.order === 'down' ? 'descending' : 'ascending' }
    : null;
  const open = settled.shown.find(({ row }) => row.unitId === search.unit);
  return (
    <div className="rk-table" {...(isShort ? { 'data-short': '' } : {})}>
      <DataTable
        key={pictureKey}
        caption={t('regiekamer.table.title')}
        columns={columns}
        rows={settled.shown}
        rowId={({ row }) => rowKey(row)}
        sort={sort}
        onSort={({ column, direction }) =>
          change({
            sort: column as SortColumn,
            order: direction === 'descending' ? 'down' : undefined,
          })
        }
        onOpen={props.onOpen}
        openId={open ? rowKey(open.row) : null}
        foot={(id) => sumUnder(told, id)}
      />
    </div>
  );
}
