import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Age, type Column, DataTable, type Sort } from '../../../web/ui/index.ts';
import type { Figures } from '../../figures.ts';
import type { FoundRow } from '../../unit-filter.ts';
import { LitNumber } from './LitNumber.tsx';
import { rowKey } from './patch-photo.ts';
import type { SortColumn } from './regiekamer-search.ts';
import type { ViewProps } from './TileView.tsx';
import { useFigureWords, wholeKm } from './unit-words.ts';

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

function useColumns({ regiekamer }: ViewProps, isShort: boolean): readonly UnitColumn[] {
  const { t } = useTranslation('capacity');
  const words = useFigureWords();
  const { now, moduleName, settled, filter } = regiekamer;
  const hasDistance = filter.origin !== undefined;
  const { left } = settled;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words are those of the page
  return useMemo(() => {
    const text = (id: UnitColumn['id'], width: string, cell: (found: FoundRow) => string) => ({
      id,
      header: t(`regiekamer.column.${id}`),
      width,
      cell,
    });
    const all: (UnitColumn | null)[] = [
      { ...text('unit', '190px', ({ row }) => row.unitName), sortBy: inOrder },
      isShort
        ? null
        : { ...text('provider', '180px', ({ row }) => row.providerName), sortBy: inOrder },
      { ...text('municipality', '130px', ({ row }) => row.municipality), sortBy: inOrder },
      hasDistance
        ? {
            ...text('distance', '70px', ({ distanceKm }) =>
              distanceKm === null ? '' : wholeKm(distanceKm),
            ),
            align: 'end',
            sortBy: inOrder,
          }
        : null,
      {
        ...text('module', '190px', ({ row }) => moduleName(row.module)),
        sortBy: inOrder,
        isSecondary: isShort,
      },
      isShort ? null : { ...text('age', '76px', ({ row }) => words.ages(row)), sortBy: inOrder },
      isShort ? null : text('mix', '84px', ({ row }) => t(`codes.genderMix.${row.genderMix}`)),
      isShort ? null : text('term', '70px', ({ row }) => t(`codes.term.${row.term}`)),
      ...FIGURES.filter((key) => !isShort || key === 'offerable' || key === 'free').map(
        (key): UnitColumn => ({
          id: key,
          header: t(`regiekamer.column.${key}`),
          width: '92px',
          align: 'end',
          sortBy: inOrder,
          cell: ({ row }) => (
            <LitNumber value={row.figures[key]} changedAt={row.changedAt} isQuiet />
          ),
        }),
      ),
      isShort
        ? null
        : text('note', '190px', ({ row }) => words.notes(row, left.has(rowKey(row))) ?? ''),
      {
        id: 'confirmed',
        header: t('regiekamer.column.confirmed'),
        width: '200px',
        sortBy: inOrder,
        isSecondary: isShort,
        cell: ({ row }) => <Age at={row.confirmedAt} now={now} />,
      },
    ];
    return all.filter((column) => column !== null);
  }, [t, isShort, hasDistance, moduleName, now, left]);
}

/** Every figure of every unit, sortable, with their sums in the foot; short: beside the map. */
export function TableView({
  isShort = false,
  ...props
}: ViewProps & { readonly isShort?: boolean }) {
  const { t } = useTranslation('capacity');
  const { settled, search, change, totals, changedAt, pictureKey } = props.regiekamer;
  const columns = useColumns(props, isShort);
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
        foot={(id) => {
          if (id === 'unit') return t('regiekamer.table.sum');
          const key = FIGURES.find((one) => one === id);
          return key ? <LitNumber value={totals[key]} changedAt={changedAt} /> : null;
        }}
      />
    </div>
  );
}
