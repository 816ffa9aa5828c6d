import { randomUUID } from 'node:crypto';
import { recordEvent, theProgram } from '../platform/db/command.ts';
import type { Writer } from '../platform/db/database.ts';
import { firstRuleSet } from './first-rule-set.ts';
import { writeIdentity } from './identity.ts';
import type { RequestState } from './request-state.ts';
import type { RuleContent } from './rule-set.ts';
import { newPseudonym } from './waiting-list.queries.ts';

/** Builders with named states, for tests; every name is invented. Run them as the jobs login. */
export async function makeRules(
  tx: Writer,
  content: RuleContent = firstRuleSet.content,
  version = firstRuleSet.version,
): Promise<void> {
  await tx.rows(
    `insert into waiting_list.rule_set (version, title, source, content, approved_at, in_force)
     values ($1, $2, $3, $4, now(), daterange('2020-01-01', null))`,
    [version, firstRuleSet.title, firstRuleSet.source, JSON.stringify(content)],
  );
  await tx.rows(`select waiting_list.apply_rules()`);
}

export interface MadeRequest {
  requestId: string;
  personId: string;
  pseudonym: string;
}

/** A child who waits, with its identity: as plain as can be unless something else is said. */
export async function makeRequest(
  tx: Writer,
  of: {
    region?: string;
    modules?: readonly string[];
    since?: string;
    state?: RequestState;
    facts?: readonly string[];
    bornMonth?: string;
    sex?: string;
    groupId?: string;
    name?: [given: string, family: string];
    fileNumber?: string;
    birthDate?: string;
    fileKind?: string;
    validUntil?: string;
  } = {},
): Promise<MadeRequest> {
  const { region = 'WVL', since = '2025-01-01', bornMonth = '2014-05' } = of;
  const [requestId, personId, pseudonym] = [randomUUID(), randomUUID(), newPseudonym()];
  await recordEvent(tx, theProgram, {
    slice: 'waiting-list',
    kind: 'request.enter',
    organisationId: null,
    subjectId: requestId,
  });
  await tx.rows(
    `insert into waiting_list.person (id, pseudonym, region_code, municipality_code, born_month, sex, group_id, invented)
     values ($1, $2, $3, 'M-' || $3, ($4 || '-01')::date, $5, $6, true)`,
    [personId, pseudonym, region, bornMonth, of.sex ?? 'F', of.groupId ?? null],
  );
  await writeIdentity(tx, personId, region, {
    fileNumber: of.fileNumber ?? null,
    givenName: of.name?.[0] ?? 'Kind',
    familyName: of.name?.[1] ?? `Verzonnen ${pseudonym}`,
    birthDate: of.birthDate ?? `${bornMonth}-15`,
  });
  await tx.rows(
    `insert into waiting_list.request (id, person_id, region_code, file_kind, registrar_kind, registered_on, since, state,
       consent_representative, consent_minor, valid_until, invented)
     values ($1, $2, $3, $4, 'OCJ', $5, $5, $6, 'GIVEN', 'GIVEN', $7, true)`,
    [
      requestId,
      personId,
      region,
      of.fileKind ?? 'VOLUNTARY',
      since,
      of.state ?? 'WAITING',
      of.validUntil ?? null,
    ],
  );
  for (const module of of.modules ?? ['STAY_O12'])
    await tx.rows(
      `insert into waiting_list.entry (request_id, region_code, module_code) values ($1, $2, $3)`,
      [requestId, region, module],
    );
  if (of.facts)
    await tx.rows(
      `insert into waiting_list.assessment (request_id, region_code, rule_set_version, facts, band_no, valid_until)
       values ($1, $2, (select version from waiting_list.applied), $3, 1, platform.today() + 7)`,
      [requestId, region, of.facts],
    );
  return { requestId, personId, pseudonym };
}
