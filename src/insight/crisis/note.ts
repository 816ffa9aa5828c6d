import { type Actor, recordEvent } from '../../platform/db/command.ts';
import type { Reader, Writer } from '../../platform/db/database.ts';
import { conflict, notFound } from '../../platform/errors.ts';
import type { Note, NoteDone, NoteWords } from './contract.ts';

interface Own {
  id: string;
  state: Note['state'];
  mine: boolean;
}

const ownNote = async (tx: Writer, quarter: string): Promise<Own | null> => {
  const [found] = await tx.rows<Own>(
    `select id, state, written_by = auth.my_person() as mine from insight.crisis_note
      where region_code = auth.my_area() and quarter = $1`,
    [quarter],
  );
  return found ?? null;
};

const tell = (tx: Writer, actor: Actor, kind: string, quarter: string) =>
  recordEvent(tx, actor, {
    slice: 'insight',
    kind,
    organisationId: null,
    subjectId: null,
    details: { quarter },
  });

/**
 * The words of the desk that go with the figures of a quarter: written, and written anew while the note was not sent.
 * @throws Failure release-not-found, crisis-note-is-sent
 */
export async function writeNote(
  tx: Writer,
  actor: Actor,
  { quarter, words }: NoteWords & { quarter: string },
): Promise<NoteDone> {
  const [release] = await tx.rows(
    'select 1 from insight.crisis_release where region_code = auth.my_area() and quarter = $1',
    [quarter],
  );
  if (!release) throw notFound('release-not-found');
  const note = await ownNote(tx, quarter);
  if (note?.state === 'SENT') throw conflict('crisis-note-is-sent');
  const eventId = await tell(tx, actor, 'crisis.note-write', quarter);
  const [made] = await tx.rows<{ id: string }>(
    note
      ? 'update insight.crisis_note set words = $3 where region_code = $1 and quarter = $2 returning id'
      : 'insert into insight.crisis_note (region_code, quarter, words) values ($1, $2, $3) returning id',
    [await areaOf(tx), quarter, words],
  );
  return { id: made!.id, eventId };
}

const areaOf = async (tx: Writer): Promise<string> => {
  const [row] = await tx.rows<{ area: string }>('select auth.my_area() as area');
  return row!.area;
};

/**
 * Sends the note to the board of the region; another person than who wrote its words. What was sent stays.
 * @throws Failure crisis-note-not-found, crisis-note-is-sent, another-person-sends
 */
export async function sendNote(
  tx: Writer,
  actor: Actor,
  { quarter }: { quarter: string },
): Promise<NoteDone> {
  const note = await ownNote(tx, quarter);
  if (!note) throw notFound('crisis-note-not-found');
  if (note.state === 'SENT') throw conflict('crisis-note-is-sent');
  if (note.mine) throw conflict('another-person-sends');
  const eventId = await tell(tx, actor, 'crisis.note-send', quarter);
  await tx.rows(`update insight.crisis_note set state = 'SENT' where id = $1`, [note.id]);
  return { id: note.id, eventId };
}

const columns = `n.region_code as region, n.quarter, n.words, n.written_by_name as "writtenBy", n.sent_by_name as "sentBy", n.sent_at as "sentAt"`;
type Found = Omit<Note, 'sentAt'> & { sentAt: Date | null };
const told = (found: Found | undefined): Note | null =>
  found ? { ...found, sentAt: found.sentAt?.toISOString() ?? null } : null;

/** The desk's own note of a quarter, as it stands. */
export async function deskNote(tx: Reader, quarter: string): Promise<Note | null> {
  const [found] = await tx.rows<Found>(
    `select ${columns}, n.state, coalesce(n.written_by = auth.my_person(), false) as mine
       from insight.crisis_note n where n.region_code = auth.my_area() and n.quarter = $1`,
    [quarter],
  );
  return told(found);
}

/** The note of a region and quarter, as it was sent. */
export async function sentNote(
  tx: Reader,
  { region, quarter }: { region: string; quarter: string },
): Promise<Note | null> {
  const [found] = await tx.rows<Found>(
    `select ${columns}, 'SENT' as state, false as mine
       from insight.crisis_note_sent n where n.region_code = $1 and n.quarter = $2`,
    [region, quarter],
  );
  return told(found);
}
