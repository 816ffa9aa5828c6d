import type { Asker, Walled } from './matrix-world.fixtures.ts';

/** A finding with a step, a breach with a step, and something that the program did by itself. */
export async function addPrivacy(t: Walled, askers: readonly Asker[]): Promise<void> {
  const live = (role: string) =>
    askers.find((each) => each.role === role && each.state === 'live')!.personId;
  const [finding] = await t.owner<{ id: string }>(
    `insert into privacy.finding (kind, on_day, account, account_name, role_code, facts, handle_by)
     values ('AT_NIGHT', '2026-01-01', $1, 'Looker (invented)', 'AT', '{"files":12}', '2026-01-08') returning id`,
    [live('AT')],
  );
  await t.owner(
    `insert into privacy.finding_step (finding_id, verdict, words, by_person, by_name, at)
     values ($1, 'MORE_ASKED', 'what was the task', $2, 'Officer (invented)', now())`,
    [finding!.id, live('PO')],
  );
  const [breach] = await t.owner<{ id: string }>(
    `insert into privacy.breach (account, account_name, from_at, until_at, known_at, words, said_by, said_by_name, said_at)
     values ($1, 'Looker (invented)', '2026-01-01', '2026-01-02', '2026-01-03', 'a lost laptop', $2, 'Officer (invented)', now())
     returning id`,
    [live('AT'), live('PO')],
  );
  await t.owner(
    `insert into privacy.breach_step (breach_id, step, words, by_person, by_name, at)
     values ($1, 'AUTHORITY_TOLD', 'by its form', $2, 'Officer (invented)', now())`,
    [breach!.id, live('PO')],
  );
  await t.owner(`insert into platform.run (name, done_at) values ('a-job', now())`);
}
