import { allocationTables } from './tables/allocation.ts';
import { findingTables } from './tables/capacity-findings.ts';
import { administrationTables } from './tables/administration.ts';
import { crisisTables } from './tables/crisis.ts';
import { importTables } from './tables/capacity-import.ts';
import { capacityTables } from './tables/capacity.ts';
import { dossierTables } from './tables/dossier.ts';
import { fosterCareTables } from './tables/foster-care.ts';
import { insightTables } from './tables/insight.ts';
import { noticeTables } from './tables/notices.ts';
import { platformTables } from './tables/platform.ts';
import { privacyTables } from './tables/privacy.ts';
import { regionTables } from './tables/region.ts';
import { savedSearchTables } from './tables/saved-search.ts';
import { waitingListTables } from './tables/waiting-list.ts';
import type { TableRecord } from './tables/table-record.ts';

export type { TableRecord } from './tables/table-record.ts';

/**
 * Column → class for every table of the application, a file for each slice. Grants, policies and the
 * access tests are made from it; the build fails on a column or table that is not here.
 */
export const tables: Record<string, TableRecord> = {
  ...platformTables,
  ...administrationTables,
  ...regionTables,
  ...capacityTables,
  ...importTables,
  ...insightTables,
  ...findingTables,
  ...noticeTables,
  ...savedSearchTables,
  ...allocationTables,
  ...waitingListTables,
  ...fosterCareTables,
  ...crisisTables,
  ...privacyTables,
  ...dossierTables,
};

/** The schemas that these tables stand in. */
export const schemas: readonly string[] = [
  ...new Set(Object.keys(tables).map((name) => name.split('.')[0] as string)),
];
