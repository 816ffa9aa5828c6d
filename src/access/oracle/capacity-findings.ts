import { capacityRead, version, history } from './capacity-rules.ts';
import { type OracleTable, words, all, forAll, given, changeable, table } from './oracle-table.ts';

const placeReport = words(
  'id unit_id module_code provider_id place_id places reason reported_on withdrawn_on withdrawn_because',
);

export const findingsOracle: Record<string, OracleTable> = {
  // What the access team found out about a place: they report and withdraw; the provider reads along.
  'capacity.place_report': table({
    ownedBy: 'provider_id',
    columns: [...placeReport, ...version],
    read: capacityRead([...placeReport, ...version]),
    create: forAll(['AT', 'AS'], all(given([...placeReport, ...version]))),
    change: forAll(['AT', 'AS'], all(changeable([...placeReport, ...version]))),
    jobs: 'everything',
  }),
  'capacity.place_report_history': history([...placeReport, ...version]),
};
