import { useTranslation } from 'react-i18next';
import { formatDay, formatNumber } from '../../../web/i18n/format.ts';
import { type Column, DataTable } from '../../../web/ui/index.ts';
import { type Balance, origins } from '../../balance/contract.ts';
import type { BalanceSearch } from './balance-search.ts';

interface OriginRow {
  readonly code: string;
  readonly name: string;
  readonly places: Readonly<Record<string, number>>;
  readonly before: number;
  readonly now: number;
  /** The origin that explains most of what came or went. */
  readonly most: { readonly origin: (typeof origins)[number]; readonly change: number } | null;
}

function originRows(data: Balance, search: BalanceSearch): OriginRow[] {
  return data.regions.map(({ code, name }) => {
    const rows = data.rows.filter(
      (row) => row.region === code && (!search.module || row.module === search.module),
    );
    const places: Record<string, number> = {};
    let [before, now] = [0, 0];
    let most: OriginRow['most'] = null;
    for (const origin of origins) {
      const own = rows.filter((row) => row.origin === origin);
      const here = own.reduce((sum, row) => sum + row.places, 0);
      const earlier = own.reduce((sum, row) => sum + row.placesThen, 0);
      places[origin] = here;
      now += here;
      before += earlier;
      if (here !== earlier && Math.abs(here - earlier) > Math.abs(most?.change ?? 0)) {
        most = { origin, change: here - earlier };
      }
    }
    return { code, name, places, before, now, most };
  });
}

/** Where the places of a region came from, and what explains its growth. */
export function Origins({
  data,
  search,
}: {
  readonly data: Balance;
  readonly search: BalanceSearch;
}) {
  const { t } = useTranslation('balance');
  const rows = originRows(data, search);
  const [jump] = rows
    .filter(({ most }) => most !== null)
    .sort((a, b) => Math.abs(b.most!.change) - Math.abs(a.most!.change));
  const signed = (value: number) => formatNumber(value, { signDisplay: 'exceptZero' });
  const columns: Column<OriginRow>[] = [
    { id: 'name', header: t('column.region'), cell: (row) => row.name },
    ...origins.map(
      (origin): Column<OriginRow> => ({
        id: origin,
        header: t(`origin.${origin}`),
        align: 'end',
        isSecondary: origin === 'NEW' || origin === 'EXPANSION',
        cell: (row) => formatNumber(row.places[origin] ?? 0),
      }),
    ),
    {
      id: 'change',
      header: t('column.change'),
      align: 'end',
      cell: (row) => signed(row.now - row.before),
    },
    {
      id: 'most',
      header: t('column.explains'),
      isSecondary: true,
      cell: (row) =>
        row.most
          ? t('explains', {
              origin: t(`origin.${row.most.origin}`),
              change: signed(row.most.change),
            })
          : t('nothing'),
    },
  ];
  return (
    <div className="ba-section">
      <h2>
        {jump?.most
          ? t('originAnswer', {
              region: jump.name,
              origin: t(`origin.${jump.most.origin}`),
              change: signed(jump.most.change),
              day: formatDay(data.thenDay),
            })
          : t('originTitle')}
      </h2>
      <DataTable
        caption={t('originTitle')}
        columns={columns}
        rows={rows}
        rowId={(row) => row.code}
        sort={null}
        onSort={() => undefined}
      />
    </div>
  );
}
