import { reference, catalogue, capacityRead, version, fact, history } from './capacity-rules.ts';
import {
  type OracleTable,
  words,
  all,
  own,
  but,
  forAll,
  given,
  changeable,
  table,
} from './oracle-table.ts';

const recognition = words(
  'id unit_id module_code provider_id places period external_key funding_kind origin source',
);
const reconversion = words(
  'id unit_id module_code provider_id places to_module_code to_places state decided_on effective_on registered_on period',
);
const stay = words(
  'id unit_id module_code provider_id place_id claimed_place_id person_ref period expected_end_on decision_until end_reason file_kind needs time_out_of also_elsewhere external_key',
);
const absence = words('id stay_id unit_id module_code provider_id kind period external_key');
const unavailability = words(
  'id unit_id module_code provider_id place_id places only_for reason_code explanation period expected_end_on review_on external_key',
);
const hold = words('id unit_id module_code provider_id place_id period reason_code needs for_ref');
const stayOfChild = ['person_ref', 'end_reason', 'file_kind', 'external_key'];
const absenceOfChild = ['kind', 'external_key'];
const holdOfChild = ['for_ref'];
const figures = words(
  'recognised occupied absent not_converted unavailable held free offerable over_occupied',
);
const unitLive = words(
  `unit_id module_code provider_id site_id region_code zone_code municipality_code lat lon term age_min age_max gender_mix
   security_level settled_on next_change_on raw_recognised raw_occupied raw_absent raw_not_converted raw_unavailable raw_held`,
);
const delta = words(
  'unit_id module_code provider_id on_date recorded_at event_id recognised occupied absent not_converted unavailable held',
);
const snapshot = words('id taken_at as_of_day kind');
const snapshotRow = words(
  `snapshot_id unit_id module_code provider_id region_code ${figures.join(' ')} confirmed_at`,
);
const unit = words(
  'id site_id provider_id code name age_min age_max gender_mix security_level origin',
);
const note = words('unit_id provider_id note');
const offered = words('unit_id module_code provider_id withdrawn_at');
const place = words('id unit_id module_code provider_id label features valid');
const confirmation = words('id unit_id provider_id at event_id');

export const capacityOracle: Record<string, OracleTable> = {
  'capacity.module_type': reference(
    ['code'],
    words('code name_nl name_fr name_en residential term age_min age_max source valid'),
  ),
  'capacity.provider': catalogue(
    'id',
    ['id'],
    words('id code name sector region_code contact invented'),
  ),
  'capacity.site': catalogue(
    'provider_id',
    ['id'],
    words('id provider_id code name municipality_code zone_code region_code lat lon'),
  ),
  'capacity.care_unit': catalogue('provider_id', ['id'], unit),
  // What a group can carry now.
  'capacity.unit_note': table({
    ownedBy: 'provider_id',
    key: ['unit_id'],
    columns: note,
    read: capacityRead(note),
    create: { PC: own(note) },
    change: { PC: own(note) },
    remove: { PC: 'own' },
    jobs: 'everything',
  }),
  // When it was withdrawn the database says.
  'capacity.offered_module': {
    ...catalogue('provider_id', ['unit_id', 'module_code'], offered),
    change: {
      PC: own(changeable(but(offered, 'withdrawn_at'))),
      JOBS: all(changeable(offered)),
    },
  },
  'capacity.place': table({
    ownedBy: 'provider_id',
    columns: place,
    read: capacityRead(place),
    create: { PC: own(given(place)) },
    change: { PC: own(changeable(place)) },
    jobs: 'everything',
  }),
  // The register of recognitions is kept by the supervisor of the access team, not by the provider.
  'capacity.recognition': table({
    ownedBy: 'provider_id',
    columns: [...recognition, ...version],
    read: capacityRead([...recognition, ...version]),
    create: { AS: all(given([...recognition, ...version])) },
    change: { AS: all(changeable([...recognition, ...version])) },
    remove: { AS: 'all' },
    jobs: 'everything',
  }),
  'capacity.recognition_history': history([...recognition, ...version]),
  'capacity.reconversion': table({
    ownedBy: 'provider_id',
    columns: [...reconversion, ...version],
    read: capacityRead([...reconversion, ...version]),
    // The period follows from the state and its days.
    create: { PC: own(given(but([...reconversion, ...version], 'period'))) },
    // The supervisor decides and registers; which step is whose, a trigger keeps. Nothing goes out of the register.
    change: {
      AS: all(changeable(but([...reconversion, ...version], 'period'))),
      PC: own(changeable(but([...reconversion, ...version], 'period'))),
    },
    jobs: 'everything',
  }),
  'capacity.reconversion_history': history([...reconversion, ...version]),
  'capacity.stay': fact([...stay, ...version], stayOfChild, ['ends_on']),
  'capacity.stay_history': history([...stay, ...version], stayOfChild),
  'capacity.absence': fact([...absence, ...version], absenceOfChild),
  'capacity.absence_history': history([...absence, ...version], absenceOfChild),
  'capacity.unavailability': fact([...unavailability, ...version]),
  'capacity.unavailability_history': history([...unavailability, ...version]),
  'capacity.hold': fact([...hold, ...version], holdOfChild, ['ends_on']),
  'capacity.hold_history': history([...hold, ...version], holdOfChild),
  // That somebody confirmed is never changed, only taken back; the moment is the database's.
  'capacity.confirmation': {
    ...table({
      ownedBy: 'provider_id',
      columns: confirmation,
      read: capacityRead(confirmation),
      create: { PC: own(but(confirmation, 'at')) },
      remove: { PC: 'own' },
      jobs: 'adds',
    }),
    remove: { PC: 'own', JOBS: 'all' },
  },
  'capacity.delta': table({
    ownedBy: 'provider_id',
    key: ['unit_id', 'module_code', 'on_date', 'recorded_at', 'event_id'],
    columns: delta,
    read: capacityRead(delta),
    jobs: 'everything',
  }),
  'capacity.unit_live': table({
    ownedBy: 'provider_id',
    key: ['unit_id', 'module_code'],
    columns: [...unitLive, ...figures, ...words('confirmed_at confirmed_by changed_at withdrawn')],
    read: capacityRead([
      ...unitLive,
      ...figures,
      ...words('confirmed_at confirmed_by changed_at withdrawn'),
    ]),
    jobs: 'everything',
  }),
  // That a picture was taken is part of capacity: not for the magistrate, and of no provider in particular.
  'capacity.snapshot': table({
    columns: snapshot,
    read: forAll(['AT', 'AS', 'CR', 'PI', 'PC', 'FS'], all(snapshot)),
    jobs: 'adds',
  }),
  'capacity.snapshot_row': table({
    ownedBy: 'provider_id',
    key: ['snapshot_id', 'unit_id', 'module_code'],
    columns: snapshotRow,
    read: capacityRead(snapshotRow),
    jobs: 'adds',
  }),
};
