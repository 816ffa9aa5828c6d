import { notFound } from '../platform/errors.ts';
import { type Route, route } from '../platform/http/route.ts';
import { addDays, dayIn } from '../platform/period.ts';
import * as contract from './contract.ts';
import { allReleases, cellsOf, regionsOn, releaseOf, seriesOf } from './release.queries.ts';
import { releaseSettings } from './release-settings.ts';

/** Whoever works with figures; the magistrate reads what is published, like anybody. */
const readers = ['AT', 'AS', 'CR', 'PI', 'PC', 'FS', 'FF', 'AN', 'RB', 'JJ', 'PO'] as const;
const tag = 'insight';

/** Released figures: what the gate let through, and nothing else. */
export const releaseRoutes: Route[] = [
  route({
    method: 'GET',
    path: '/api/insight/releases',
    summary: 'Which months are released, and when the next one comes',
    tag,
    roles: readers,
    classes: ['D0', 'D15'],
    response: contract.Releases,
    handler: ({ db, caller, clock, session }) =>
      db.read(caller, async (tx) => {
        const today = dayIn(clock.now());
        const releases = await allReleases(tx);
        const { delayDays, thresholds } = await releaseSettings(tx, today);
        const month = monthAfter(releases[0]?.month ?? monthAfter(today, -1));
        return {
          releases: releases.map(({ month: of, releasedOn, cells, hidden }) => ({
            month: of,
            releasedOn,
            cells,
            hidden,
          })),
          next: { month, releasedOn: addDays(month, delayDays) },
          delayDays,
          smallest: {
            usual: thresholds.usual + 1,
            sensitive: thresholds.sensitive + 1,
            organisations: thresholds.organisations,
          },
          ownRegion: session.areaCode,
        };
      }),
  }),
  route({
    method: 'GET',
    path: '/api/insight/figures',
    summary: 'Released figures of a month: fixed tables, whole or one row of them',
    tag,
    roles: readers,
    classes: ['D15'],
    query: contract.FiguresQuery,
    response: contract.ReleasedFigures,
    handler: ({ db, caller, query }) =>
      db.read(caller, async (tx) => {
        const release = await releaseOf(tx, query.month);
        if (!release) throw notFound('release-not-found');
        const cells = await cellsOf(tx, release.id, query.table, query.row);
        return {
          month: release.month,
          releasedOn: release.releasedOn,
          regions: await regionsOn(tx, release.month),
          tables: [...Map.groupBy(cells, (cell) => cell.table)].map(([table, own]) => ({
            table,
            cells: own.map(({ row, column, figure, value }) => ({ row, column, figure, value })),
          })),
        };
      }),
  }),
  route({
    method: 'GET',
    path: '/api/insight/series',
    summary: 'One released table over all months',
    tag,
    roles: readers,
    classes: ['D15'],
    query: contract.SeriesQuery,
    response: contract.Series,
    handler: ({ db, caller, query }) =>
      db.read(caller, async (tx) => ({ months: await seriesOf(tx, query.table) })),
  }),
];

function monthAfter(day: string, by = 1): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + by, 1)).toISOString().slice(0, 10);
}
