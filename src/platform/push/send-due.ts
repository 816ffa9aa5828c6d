import type { Database } from '../db/database.ts';
import type { Language } from '../language.ts';
import type { Pushed, PushMessage, PushTransport } from './transport.ts';

interface Claimed {
  id: string;
  subscriptionId: string;
  path: string;
  language: Language;
  endpoint: string;
  p256dh: string;
  auth: string;
  tries: number;
}

/** Minutes until the next try, by how often it was tried; then it is no news any more. */
const pauses = [1, 2, 5, 15, 60];
const mostTries = pauses.length + 1;
const oldAfterHours = 4;
const keptDays = 7;

const asJobs = { isolation: 'read committed' } as const;

const claim = (db: Database) =>
  db.as(
    'vp_jobs',
    (tx) =>
      tx.rows<Claimed>(
        `with taken as (
           update platform.push set tries = tries + 1,
                  next_try_at = platform.now() + make_interval(mins => ($1::int[])[least(tries + 1, ${pauses.length})])
            where id = (select id from platform.push where sent_at is null and given_up_at is null and next_try_at <= platform.now()
                         order by next_try_at, id limit 1 for update skip locked)
          returning id, subscription_id, path, tries)
         select t.id, t.subscription_id as "subscriptionId", t.path, t.tries, s.language, s.endpoint, s.p256dh, s.auth_secret as auth
           from taken t join platform.push_subscription s on s.id = t.subscription_id`,
        [pauses],
      ),
    asJobs,
  );

async function conclude(db: Database, push: Claimed, got: Pushed): Promise<void> {
  await db.as(
    'vp_jobs',
    async (tx) => {
      // The device is gone, and what waited for it with it.
      if (got === 'GONE') {
        await tx.rows('delete from platform.push_subscription where id = $1', [
          push.subscriptionId,
        ]);
        return;
      }
      const isOver = got === 'REFUSED' || (got === 'TRY_LATER' && push.tries >= mostTries);
      await tx.rows(
        `update platform.push set fault = $2, sent_at = case when $3 then platform.now() end,
                given_up_at = case when $4 then platform.now() end where id = $1 and sent_at is null and given_up_at is null`,
        [push.id, got === 'SENT' ? null : got, got === 'SENT', isOver],
      );
      if (got === 'SENT')
        await tx.rows(
          'update platform.push_subscription set last_sent_at = platform.now() where id = $1',
          [push.subscriptionId],
        );
    },
    asJobs,
  );
}

/** What is too old is given up, what is long over is forgotten. Safe to repeat. */
export async function forgetPushes(db: Database): Promise<void> {
  await db.as(
    'vp_jobs',
    async (tx) => {
      await tx.rows(
        `update platform.push set given_up_at = platform.now(), fault = 'TOO_OLD'
          where sent_at is null and given_up_at is null and due_at < platform.now() - make_interval(hours => $1)`,
        [oldAfterHours],
      );
      await tx.rows(
        `delete from platform.push where coalesce(sent_at, given_up_at) < platform.now() - make_interval(days => $1)`,
        [keptDays],
      );
    },
    asJobs,
  );
}

/**
 * Sends what is due, each at least once under a name that stays the same; what is not taken now is tried again.
 * @param words what is said, for each language: nothing of what it is about
 * @param most how many at once
 * @returns what came of each
 */
export async function sendDuePushes(
  db: Database,
  options: {
    transport: PushTransport;
    words: (language: Language) => Pick<PushMessage, 'title' | 'body'>;
    most?: number;
  },
): Promise<Pushed[]> {
  const results: Pushed[] = [];
  while (results.length < (options.most ?? 1000)) {
    const [push] = await claim(db);
    if (!push) break;
    const message = { ...options.words(push.language), path: push.path, language: push.language };
    const got = await options.transport.send(push, message, push.id);
    await conclude(db, push, got);
    results.push(got);
  }
  return results;
}

/**
 * Sends as soon as something waits, one round at a time; what comes in meanwhile makes another round.
 * @returns what to call when something waits
 */
export function pushAtOnce(
  send: () => Promise<unknown>,
  failed: (error: unknown) => void,
): () => void {
  let isBusy = false;
  let again = false;
  const go = async () => {
    if (isBusy) {
      again = true;
      return;
    }
    isBusy = true;
    try {
      do {
        again = false;
        await send();
      } while (again);
    } catch (error) {
      failed(error);
    } finally {
      isBusy = false;
    }
  };
  return () => void go();
}
