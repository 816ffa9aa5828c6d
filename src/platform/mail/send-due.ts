import type { Database } from '../db/database.ts';
import type { Language } from '../language.ts';
import type { MailText } from './mail-text.ts';
import type { Handed, Transport } from './transport.ts';

/** A mail as it waits: its topic says who makes it into words. */
export interface WaitingMail {
  topic: string;
  language: Language;
  content: unknown;
}

/** Makes a mail into words; null when it knows no such topic. */
export type Compose = (mail: WaitingMail) => MailText | null;

interface Claimed extends WaitingMail {
  id: string;
  address: string;
  tries: number;
}

/** Minutes until the next try, by how often it was tried. */
const pauses = [1, 5, 15, 60, 240, 720, 1440];
const mostTries = pauses.length + 1;
/** What lay waiting for longer is no news. */
const oldAfterDays = 4;
/** Sent and given up mail is forgotten after so many days. */
const keptDays = 30;

const asJobs = { isolation: 'read committed' } as const;

/** Takes the next mail that is due; while it is tried, and after a fall in the middle, nobody else takes it. */
const claim = (db: Database) =>
  db.as(
    'vp_jobs',
    (tx) =>
      tx.rows<Claimed>(
        `update platform.mail set tries = tries + 1,
                next_try_at = platform.now() + make_interval(mins => ($1::int[])[least(tries + 1, ${pauses.length})])
          where id = (select id from platform.mail where sent_at is null and given_up_at is null and next_try_at <= platform.now()
                       order by next_try_at, id limit 1 for update skip locked)
        returning id, address, topic, language, content, tries`,
        [pauses],
      ),
    asJobs,
  );

async function conclude(db: Database, mail: Claimed, handed: Handed): Promise<void> {
  const isSent = handed === 'SENT';
  const isOver =
    handed === 'REFUSED' || handed === 'MESSAGE_REFUSED' || (!isSent && mail.tries >= mostTries);
  await db.as(
    'vp_jobs',
    (tx) =>
      tx.rows(
        `update platform.mail set fault = $2, sent_at = case when $3 then platform.now() end,
                given_up_at = case when $4 then platform.now() end
          where id = $1 and sent_at is null and given_up_at is null`,
        [mail.id, isSent ? null : handed, isSent, isOver],
      ),
    asJobs,
  );
}

/** What is too old to send is given up, what is long over is forgotten. Safe to repeat. */
export async function forgetMail(db: Database): Promise<void> {
  await db.as(
    'vp_jobs',
    async (tx) => {
      await tx.rows(
        `update platform.mail set given_up_at = platform.now(), fault = 'TOO_OLD'
          where sent_at is null and given_up_at is null and due_at < platform.now() - make_interval(days => $1)`,
        [oldAfterDays],
      );
      await tx.rows(
        `delete from platform.mail where coalesce(sent_at, given_up_at) < platform.now() - make_interval(days => $1)`,
        [keptDays],
      );
    },
    asJobs,
  );
}

/** The words of a mail; null where there are none. One that cannot be put into words is not to hold up the others. */
function wordsOf(compose: Compose, mail: WaitingMail): MailText | null {
  try {
    return compose(mail);
  } catch {
    return null;
  }
}

/**
 * Sends what is due, one after another, each at least once under a name that stays the same; what the server does not take
 * now is tried again with growing pauses, and in the end given up where people see it. Stops when the server is not there.
 * @param most how many at once
 * @returns what came of each that was tried
 */
export async function sendDue(
  db: Database,
  { transport, compose, most = 200 }: { transport: Transport; compose: Compose; most?: number },
): Promise<Handed[]> {
  const results: Handed[] = [];
  while (results.length < most) {
    const [mail] = await claim(db);
    if (!mail) break;
    const text = wordsOf(compose, mail);
    const handed = text
      ? await transport.send({ ...text, id: mail.id, to: mail.address })
      : 'MESSAGE_REFUSED';
    await conclude(db, mail, handed);
    results.push(handed);
    if (handed === 'NO_CONNECTION') break;
  }
  return results;
}
