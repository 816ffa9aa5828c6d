import type { Actor } from '../platform/db/command.ts';
import type { Writer } from '../platform/db/database.ts';
import { badRequest } from '../platform/errors.ts';
import type { KeepRules } from './contract.ts';
import { ruleProblems } from './rule-set.ts';
import { tell } from './waiting-list.queries.ts';

/**
 * A draft of rules is made or changed by a supervisor; it holds nowhere until somebody else approves it. Throws
 * `rules-not-sound` with what is wrong, `approved-rules-stand`.
 */
export async function keepRules(
  tx: Writer,
  actor: Actor,
  { version, title, source, content }: KeepRules,
): Promise<{ version: string; eventId: string }> {
  const problems = ruleProblems(content);
  if (problems.length > 0) throw badRequest('rules-not-sound', { problems });
  const eventId = await tell(tx, actor, 'rules.draft', {
    subjectId: crypto.randomUUID(),
    details: { version },
  });
  await tx.rows(
    `insert into waiting_list.rule_set (version, title, source, content) values ($1, $2, $3, $4)
     on conflict (version) do update set title = excluded.title, source = excluded.source, content = excluded.content`,
    [version, title.trim(), source.trim(), JSON.stringify(content)],
  );
  return { version, eventId };
}

/**
 * A second supervisor approves the rules from a day on; from that day everybody stands in the new order, and each
 * rise and fall names the rules as its cause. Throws `rules-by-two`, `rules-in-the-past`, `later-rules-approved`,
 * `approved-rules-stand`.
 */
export async function approveRules(
  tx: Writer,
  actor: Actor,
  { version, from }: { version: string; from: string },
): Promise<{ version: string; eventId: string }> {
  const eventId = await tell(tx, actor, 'rules.approve', {
    subjectId: crypto.randomUUID(),
    details: { version, from },
  });
  await tx.rows(`select waiting_list.approve_rules($1, $2::date)`, [version, from]);
  return { version, eventId };
}
