import {
  type OracleTable,
  all,
  but,
  changeable,
  forAll,
  given,
  region,
  table,
  words,
} from './oracle-table.ts';

const releaseReaders = ['AT', 'AS', 'CR', 'PI', 'PC', 'FS', 'FF', 'AN', 'RB', 'JJ', 'PO'] as const;

const count = words(
  `month region_code subject division key asked found none silent across attempts_found attempts_none registrations minutes
   km_tenths`,
);
const crisisRelease = words(
  'id region_code quarter released_on made_at smallest sensitive invented tables',
);
const note = words(
  'id region_code quarter words state written_by written_by_name sent_by_name sent_at event_id known_from',
);
const noteWas = [...note, ...words('known_until superseded_by seq')];
const noteSent = words('id region_code quarter words written_by_name sent_by_name sent_at');
const counted = words('month counted_at');
const filledOfNote = words('written_by written_by_name sent_by_name sent_at');

export const insightOracle: Record<string, OracleTable> = {
  // D15: released figures, for all but the administrator; the job adds, nobody changes what was released.
  'insight.release': table({
    columns: words(
      'id month released_on made_at known_at delay_days thresholds invented cells hidden',
    ),
    read: forAll(
      releaseReaders,
      all(
        words('id month released_on made_at known_at delay_days thresholds invented cells hidden'),
      ),
    ),
    jobs: 'adds',
  }),
  'insight.release_cell': table({
    key: ['release_id', 'table_code', 'row_code', 'column_code', 'figure'],
    columns: words('release_id table_code row_code column_code figure value hidden_because'),
    read: forAll(
      releaseReaders,
      all(words('release_id table_code row_code column_code figure value hidden_because')),
    ),
    jobs: 'adds',
  }),
  // Counts of crisis that are not released: the desk of a region its own, the access team all (R95).
  'insight.crisis_count': table({
    ofRegion: 'region_code',
    key: words('month region_code subject division key'),
    columns: count,
    read: { AT: all(count), AS: all(count), CR: region(count) },
    jobs: 'everything',
  }),
  // D15: when it was counted says nothing of anybody; what is released, for whoever reads releases.
  'insight.crisis_counted': table({
    key: ['month'],
    columns: counted,
    read: forAll(releaseReaders, all(counted)),
    jobs: 'everything',
  }),
  'insight.crisis_release': table({
    columns: crisisRelease,
    read: forAll(releaseReaders, all(crisisRelease)),
    jobs: 'adds',
  }),
  // The note to the board of the region: the desk's until it is sent (R96).
  'insight.crisis_note': table({
    ofRegion: 'region_code',
    columns: note,
    read: { CR: region(note) },
    create: { CR: region(but(given(note), ...filledOfNote)) },
    change: { CR: region(but(changeable(note), ...filledOfNote)) },
    jobs: 'everything',
  }),
  'insight.crisis_note_history': table({
    ofRegion: 'region_code',
    key: ['seq'],
    columns: noteWas,
    read: { CR: region(noteWas) },
    jobs: 'adds',
  }),
  'insight.crisis_note_sent': table({
    ofRegion: 'region_code',
    columns: noteSent,
    read: { AT: all(noteSent), AS: all(noteSent), CR: region(noteSent), RB: region(noteSent) },
    jobs: 'adds',
  }),
};
