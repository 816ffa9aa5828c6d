import {
  all,
  but,
  changeable,
  forAll,
  given,
  mine,
  open,
  type OracleTable,
  own,
  region,
  table,
  words,
} from './oracle-table.ts';
import { people } from './who.ts';

// Rule 3 of the safeguards: before both said yes a family sees ten fields of a card that fits it now, and its own; after
// it what it needs; after a refusal nothing. A service sees its own (D6 "a", D8, D11 "o"). The crisis desk brings requests
// in and sees how they stand (D6), as does the access team of the region. Functions write: nobody has a right to.
const superseded = words('known_until superseded_by seq');

const family = words(
  `id service_id person_id state contact_name phone mail municipality_code kinds age_from age_to places siblings_together
   has_pets school_reach_km access languages applied_at approved_at refusal_reason refusal_words invented event_id known_from`,
);
const availability = words(
  `id family_id service_id person_id period weekdays on_holidays hour_from hour_until places event_id known_from`,
);
const request = words(
  `id service_id region_code registrar_kind registrar_name registered_by received_at municipality_code
   school_municipality_code youngest oldest children kind length start_on start_hour start_week school pets access contact
   reach_km repeat_of likely_of crisis_kind crisis_ref state withheld unfilled_reason started_on ended_on event_id known_from`,
);
const fields = words(
  'age_from age_to siblings number kind length start_week region school pets access contact',
);
const card = [
  ...words('id request_id service_id request_region level'),
  ...fields,
  ...words('published_at published_by closed_at'),
];
const shownToFamily = [
  ...words('card_id service_id person_id'),
  ...fields,
  ...words('published_at fits answer answered_at given_at seen_at passed_at'),
];
const shown = [
  ...shownToFamily,
  ...words('family_id family_service_id km misses shown_at gone_at call_name call_phone'),
];
const detail = words(
  'request_id service_id person_id first_names arrival care health contact_words changed_at',
);
const match = words(
  `id request_id service_id card_id family_id family_service_id person_id period places km state proposed_at
   family_yes_at service_yes_at refused_by refusal_reason refusal_words started_on ended_on end_reason event_id known_from`,
);
/** How far it is, whose family, and why it ended: the service's alone. */
const matchHidden = words(
  'family_id family_service_id km refused_by refusal_reason refusal_words ended_on end_reason event_id known_from',
);
const matchPlace = words('match_id family_id family_service_id place_no period live');
const service = words('organisation_id name region_code invented');

const phaseChoice = words('id service_id phase from_on decided_at event_id seq');

const whose = { ownedBy: 'service_id', mine: { person: 'person_id' } };

const pastOf = (columns: string[]) => {
  const kept = [...columns, ...superseded];
  return table({
    ownedBy: 'service_id',
    key: ['seq'],
    columns: kept,
    read: { FS: own(kept) },
    jobs: 'adds',
  });
};

/** Read by the service that leads it, the crisis desk, and the access team of the region. */
const registered = (columns: string[]) => ({
  FS: own(columns),
  CR: all(columns),
  AT: region(columns),
  AS: region(columns),
});

export const fosterCareOracle: Record<string, OracleTable> = {
  // Reference data, kept by the administrator.
  'foster_care.service': table({
    key: ['organisation_id'],
    columns: service,
    read: forAll(people, open(service)),
    create: { AD: all(given(service)) },
    change: { AD: all(changeable(service)) },
    jobs: 'everything',
  }),
  // What a service does out of hours: as public as the service; each decides for itself, and nobody changes it later.
  'foster_care.phase_choice': table({
    ownedBy: 'service_id',
    columns: phaseChoice,
    read: forAll(people, open(phaseChoice)),
    jobs: 'adds',
  }),
  'foster_care.family': table({
    ...whose,
    columns: family,
    read: { FS: own(family), FF: mine(family) },
    jobs: 'everything',
  }),
  'foster_care.family_history': pastOf(family),
  'foster_care.availability': table({
    ...whose,
    columns: availability,
    read: { FS: own(availability), FF: mine(availability) },
    jobs: 'everything',
  }),
  'foster_care.availability_history': pastOf(availability),
  'foster_care.request': table({
    ownedBy: 'service_id',
    ofRegion: 'region_code',
    columns: request,
    read: registered(request),
    jobs: 'everything',
  }),
  'foster_care.request_history': table({
    ownedBy: 'service_id',
    ofRegion: 'region_code',
    key: ['seq'],
    columns: [...request, ...superseded],
    read: registered([...request, ...superseded]),
    jobs: 'adds',
  }),
  // D7 "R c": the family once both said yes; it keeps no past.
  'foster_care.detail': table({
    ...whose,
    key: ['request_id'],
    columns: detail,
    read: { FS: own(detail), FF: mine(detail) },
    jobs: 'everything',
  }),
  'foster_care.card': table({
    ownedBy: 'service_id',
    ofRegion: 'request_region',
    columns: card,
    read: registered(card),
    jobs: 'everything',
  }),
  'foster_care.shown_card': table({
    ...whose,
    key: ['card_id', 'family_id'],
    columns: shown,
    read: { FS: own(shown), FF: mine(shownToFamily) },
    jobs: 'everything',
  }),
  'foster_care.match': table({
    ...whose,
    columns: match,
    read: { FS: own(match), FF: mine(but(match, ...matchHidden)) },
    jobs: 'everything',
  }),
  'foster_care.match_history': pastOf(match),
  'foster_care.match_place': table({
    ownedBy: 'family_service_id',
    key: ['match_id', 'place_no'],
    columns: matchPlace,
    read: { FS: own(matchPlace) },
    jobs: 'everything',
  }),
};
