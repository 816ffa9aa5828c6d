import type { Reader, Writer } from '../platform/db/database.ts';
import { notFound } from '../platform/errors.ts';
import type { Step } from './codes.ts';
import type {
  AddOrganisation,
  AddPerson,
  Changes,
  MailCounts,
  Organisation,
  SetSetting,
  Setting,
} from './contract.ts';

const one = (rows: { id: string }[], code: string): { id: string } => {
  if (!rows[0]) throw notFound(code);
  return rows[0];
};

/**
 * An account; without a role nobody can sign in with it. Without an issuer it is the one that vouches
 * for who adds it. @throws Failure person-issuer-subject-key
 */
export async function addPerson(
  tx: Writer,
  adder: string,
  input: AddPerson,
): Promise<{ id: string }> {
  return one(
    await tx.rows(
      `insert into auth.person (issuer, subject, name)
       values (coalesce($1, (select issuer from auth.person where id = $4)), $2, $3) returning id`,
      [input.issuer?.trim() || null, input.subject.trim(), input.name.trim(), adder],
    ),
    'person-not-found',
  );
}

/** Shuts somebody out, or lets them in again; their sessions end in the same moment. @throws Failure account-never-ones-own */
export async function blockPerson(
  tx: Writer,
  input: { personId: string; blocked: boolean },
): Promise<{ id: string }> {
  return one(
    await tx.rows(
      `update auth.person set blocked_at = case when $2 then coalesce(blocked_at, platform.now()) end where id = $1 returning id`,
      [input.personId, input.blocked],
    ),
    'person-not-found',
  );
}

/** Organisations with how far each is on its way in. */
export const organisations = (tx: Reader): Promise<Organisation[]> =>
  tx.rows(
    `select id, code, name, kind, people, keepers, signed_in as "signedIn", keys, steps from administration.organisations()`,
  );

/** @throws Failure organisation-code-key */
export async function addOrganisation(tx: Writer, input: AddOrganisation): Promise<{ id: string }> {
  return one(
    await tx.rows(
      `insert into auth.organisation (code, name, kind) values ($1, $2, $3) returning id`,
      [input.code, input.name.trim(), input.kind],
    ),
    'organisation-not-found',
  );
}

/** A step that was made, or was not after all (null). */
export async function setStep(
  tx: Writer,
  input: { organisationId: string; step: Step; doneOn: string | null },
): Promise<{ id: string }> {
  if (input.doneOn === null)
    await tx.rows(
      `delete from administration.onboarding where organisation_id = $1 and step = $2`,
      [input.organisationId, input.step],
    );
  else
    await tx.rows(
      `insert into administration.onboarding (organisation_id, step, done_on) values ($1, $2, $3)
       on conflict (organisation_id, step) do update set done_on = excluded.done_on`,
      [input.organisationId, input.step, input.doneOn],
    );
  return { id: input.organisationId };
}

/** Settings of all times, newest first for each key and region. */
export const settings = (tx: Reader): Promise<Setting[]> =>
  tx.rows(
    `select key, region_code as region, value, source, lower(valid) as "from", upper(valid) as until
       from region.setting order by key, region_code nulls first, lower(valid) desc`,
  );

/** A value holds from a day on, until the next one that is known already. What held before stays in the history. */
export async function setSetting(tx: Writer, input: SetSetting): Promise<{ id: string }> {
  const { key, region, from } = input;
  const same = 'key = $1 and region_code is not distinct from $2';
  const [next] = await tx.rows<{ day: string | null }>(
    `select min(lower(valid)) as day from region.setting where ${same} and lower(valid) > $3::date`,
    [key, region, from],
  );
  const replaced = await tx.rows(
    `update region.setting set value = $4, source = $5 where ${same} and lower(valid) = $3::date returning key`,
    [key, region, from, JSON.stringify(input.value), input.source.trim()],
  );
  if (replaced.length === 0) {
    await tx.rows(
      `update region.setting set valid = daterange(lower(valid), $3::date) where ${same} and valid @> $3::date`,
      [key, region, from],
    );
    await tx.rows(
      `insert into region.setting (key, region_code, value, source, valid) values ($1, $2, $3, $4, daterange($5, $6))`,
      [key, region, JSON.stringify(input.value), input.source.trim(), from, next?.day ?? null],
    );
  }
  return { id: key };
}

const page = 50;

/** Who changed what in accounts, roles, settings and code lists; newest first. */
export async function changes(
  tx: Reader,
  ask: { before: number | null; table: string | null },
): Promise<Changes> {
  const rows = await tx.rows<Changes['changes'][number]>(
    `select c.seq::int as seq, c.at, w.name as who, c.table_name as "table", c.action,
            coalesce(coalesce(c.after, c.before)->>'name', s.name, o.name, c.row_key) as about,
            coalesce((select jsonb_agg(jsonb_build_object('name', f.name, 'before', c.before->>f.name, 'after', c.after->>f.name) order by f.name)
               from (select distinct jsonb_object_keys(coalesce(c.before, '{}') || coalesce(c.after, '{}')) as name) f
              where c.before->>f.name is distinct from c.after->>f.name
                and f.name not in ('id', 'person_id', 'organisation_id', 'hat_id', 'asked_by', 'decided_by', 'stands_in_for', 'invented')), '[]') as fields
       from administration.change c
       left join auth.person w on w.id = c.person_id
       left join auth.person s on s.id::text = coalesce(c.after, c.before)->>'person_id'
       left join auth.organisation o on o.id::text = coalesce(c.after, c.before)->>'organisation_id'
      where ($1::bigint is null or c.seq < $1) and ($2::text is null or c.table_name = $2)
      order by c.seq desc limit $3`,
    [ask.before, ask.table, page + 1],
  );
  return { changes: rows.slice(0, page), more: rows.length > page };
}

/** How much mail waits, since when, how much went out in a day and how much was given up in thirty. */
export async function mailCounts(tx: Reader): Promise<MailCounts> {
  const [row] = await tx.rows<MailCounts>(
    `select waiting, oldest_at as "oldestAt", sent_last_day as "sentLastDay", given_up as "givenUp" from platform.mail_counts()`,
  );
  return row!;
}
