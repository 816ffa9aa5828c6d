import { administrationOracle } from './oracle/administration.ts';
import { allocationOracle } from './oracle/allocation.ts';
import { capacityOracle } from './oracle/capacity.ts';
import { findingsOracle } from './oracle/capacity-findings.ts';
import { crisisOracle } from './oracle/crisis.ts';
import { importOracle } from './oracle/capacity-import.ts';
import { dossierOracle } from './oracle/dossier.ts';
import { fosterCareOracle } from './oracle/foster-care.ts';
import { insightOracle } from './oracle/insight.ts';
import { noticesOracle } from './oracle/notices.ts';
import { platformOracle } from './oracle/platform.ts';
import { privacyOracle } from './oracle/privacy.ts';
import { regionOracle } from './oracle/region.ts';
import { savedSearchOracle } from './oracle/saved-search.ts';
import { waitingListOracle } from './oracle/waiting-list.ts';
import type { OracleTable } from './oracle/oracle-table.ts';

export type { May, OracleTable, Rows } from './oracle/oracle-table.ts';
export {
  circleOf,
  everybody,
  loginOfWho,
  type Machine,
  machines,
  people,
  type Person,
  type Who,
} from './oracle/who.ts';

/**
 * The access matrix, written by hand from the design's matrix (data class × role) and by somebody else
 * than the policies: no line of this file is made from `matrix.ts`, `classes.ts` or `policies.ts`, and
 * the tests hold those against it. What does not stand here is refused. docs/decisions/0007-data-classes.md
 * says where the classes of the code go beyond the design's. Each slice has its file in `oracle/`.
 */
export const oracleTables: Record<string, OracleTable> = {
  ...platformOracle,
  ...administrationOracle,
  ...regionOracle,
  ...capacityOracle,
  ...importOracle,
  ...findingsOracle,
  ...noticesOracle,
  ...savedSearchOracle,
  ...insightOracle,
  ...waitingListOracle,
  ...allocationOracle,
  ...fosterCareOracle,
  ...crisisOracle,
  ...privacyOracle,
  ...dossierOracle,
};
