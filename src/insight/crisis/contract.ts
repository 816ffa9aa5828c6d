import { type Static, Type } from 'typebox';
import { nullable, object, oneOf } from '../../platform/json/schemas.ts';
import { subjects } from './codes.ts';
import { releasedTables } from './release-tables.ts';

/** Figures of crisis: requests and answers. Months and quarters are ISO days, the first of them. */
const Day = Type.String({ format: 'date' });
const Region = Type.String({ minLength: 1, maxLength: 10 });
const Count = Type.Integer();
const Maybe = nullable(Type.Number());

export const CrisisQuery = object({
  /** How many months, whole ones; 12 without it. */
  months: Type.Optional(Type.Integer({ minimum: 1, maximum: 24 })),
  /** The first day of the last month; the one before this month without it. */
  last: Type.Optional(Day),
  /** All regions without it; a desk reads its own whatever it asks. */
  region: Type.Optional(Region),
});
export type CrisisQuery = Static<typeof CrisisQuery>;
const format = Type.Optional(oneOf(['pdf', 'xlsx', 'csv'] as const));
export const CrisisFileQuery = object({ ...CrisisQuery.properties, format });

export const Measure = object({
  asked: Count,
  found: Count,
  none: Count,
  silent: Count,
  across: Count,
  attemptsFound: Count,
  attemptsNone: Count,
  registrations: Count,
  /** How many of which the time is known; what the next three are of. */
  timed: Count,
  medianMinutes: Maybe,
  p90Minutes: Maybe,
  /** Above 24 hours. */
  late: Count,
  medianKm: Maybe,
});
export type Measure = Static<typeof Measure>;

export const CrisisRow = object({
  subject: oneOf(subjects),
  division: Type.String(),
  key: Type.String(),
  /** Of what is data: a zone, a partner. */
  name: nullable(Type.String()),
  now: nullable(Measure),
  before: nullable(Measure),
});
export type CrisisRow = Static<typeof CrisisRow>;

export const CrisisFigures = object({
  from: Day,
  /** The first day after. */
  until: Day,
  /** Of who asks; null where they are of none. */
  ownRegion: nullable(Region),
  /** The only region that is told; null = all. */
  region: nullable(Region),
  countedAt: nullable(Type.String()),
  rows: Type.Array(CrisisRow),
});
export type CrisisFigures = Static<typeof CrisisFigures>;

const Group = object({
  /** What is put together in this row. */
  keys: Type.Array(Type.String()),
  found: Count,
  none: Type.Optional(Count),
});
export const ReleasedTable = object({
  table: oneOf(releasedTables),
  groups: Type.Array(Group),
});

export const CrisisRelease = object({
  region: Region,
  quarter: Day,
  releasedOn: Day,
  smallest: Count,
  sensitive: Count,
  tables: Type.Array(ReleasedTable),
  /** The same quarter of the year before, where it was released. */
  before: nullable(Type.Array(ReleasedTable)),
  /** Names of zones. */
  names: Type.Record(Type.String(), Type.String()),
});
export type CrisisRelease = Static<typeof CrisisRelease>;

export const ReleaseQuery = object({
  region: Type.Optional(Region),
  quarter: Type.Optional(Day),
});
export const CrisisReleases = object({
  /** The newest first. */
  quarters: Type.Array(Day),
  regions: Type.Array(Region),
  ownRegion: nullable(Region),
  release: nullable(CrisisRelease),
});
export type CrisisReleases = Static<typeof CrisisReleases>;
export const ReleaseFileQuery = object({ ...ReleaseQuery.properties, format });

export const Note = object({
  region: Region,
  quarter: Day,
  words: Type.String(),
  state: oneOf(['DRAFT', 'SENT'] as const),
  writtenBy: nullable(Type.String()),
  sentBy: nullable(Type.String()),
  sentAt: nullable(Type.String()),
  /** Whoever wrote the words does not send them. */
  mine: Type.Boolean(),
});
export type Note = Static<typeof Note>;
export const NoteAnswer = object({ note: nullable(Note) });
export const SentNoteQuery = object({ region: Region, quarter: Day });
export const NoteParams = object({ quarter: Day });
export const NoteWords = object({ words: Type.String({ minLength: 3, maxLength: 4000 }) });
export type NoteWords = Static<typeof NoteWords>;
export const NoteDone = object({ id: Type.String({ format: 'uuid' }), eventId: Type.String() });
export type NoteDone = Static<typeof NoteDone>;
