import type { Reader } from '../../platform/db/database.ts';
import { notFound } from '../../platform/errors.ts';
import { nameJson } from '../../waiting-list/index.ts';
import type { Keeping, Questions } from './contract.ts';

type Rows = Pick<Reader, 'rows'>;

const question = `jsonb_build_object('id', c.id, 'childId', c.child_id, 'child', ${nameJson('i')}, 'pseudonym', p.pseudonym,
  'askedBy', r.person_name, 'windowKind', r.kind, 'kind', c.kind, 'words', c.words, 'askedAt', c.asked_at, 'dueOn', c.due_on,
  'outcome', c.outcome, 'answer', c.answer, 'answeredAt', c.answered_at)`;
const of = `dossier.claim c join dossier.relation r on r.id = c.relation_id join waiting_list.person p on p.id = c.child_id
  left join waiting_list.identity i on i.id = c.child_id where c.region_code = (select auth.my_area())`;

/** What people asked about files of one's own region: everything open, and the fifty that were answered last. */
export async function questions(tx: Rows): Promise<Questions> {
  const [found] = await tx.rows<Questions>(
    `select platform.today() as today,
            (select coalesce(jsonb_agg(o.one order by o.due_on, o.id), '[]') from (select c.id, c.due_on, ${question} as one from ${of} and c.outcome is null) o)
         || (select coalesce(jsonb_agg(o.one order by o.answered_at desc), '[]')
               from (select c.answered_at, ${question} as one from ${of} and c.outcome is not null order by c.answered_at desc limit 50) o) as rows`,
  );
  return found!;
}

const relations = `(select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'name', r.person_name, 'kind', r.kind, 'from', lower(r.period),
    'until', upper(r.period), 'restriction', r.restriction, 'ground', r.ground, 'orderReference', r.order_reference, 'allows', r.allows,
    'endedAt', r.ended_at, 'endReason', r.end_reason) order by r.ended_at desc nulls first, r.kind, r.person_name, r.id), '[]')
  from dossier.relation r where r.child_id = p.id)`;
const parts = `(select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'kind', d.kind, 'class', d.class, 'drawnUpOn', d.drawn_up_on,
    'title', t.title, 'writtenBy', t.written_by) order by d.drawn_up_on desc, d.id), '[]')
  from dossier.part d join dossier.part_text t on t.id = d.id where d.child_id = p.id)`;
const capability = `(select jsonb_build_object('able', k.able, 'ground', k.ground, 'by', k.found_by_name, 'at', k.at)
  from dossier.capability k where k.child_id = p.id order by k.seq desc limit 1)`;
const shields = `(select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'kind', s.kind, 'organisationId', s.organisation_id, 'until', s.until)
    order by s.kind, s.id), '[]') from dossier.shield s where s.child_id = p.id)`;

/** Who has a window on the file of a child of one's own region. @throws Failure not-found of another region as of none */
export async function keepingOf(tx: Rows, childId: string): Promise<Keeping> {
  const [found] = await tx.rows<Keeping>(
    `select p.id as "childId", ${nameJson('i')} as name, p.pseudonym, to_char(p.born_month, 'YYYY-MM') as "bornMonth",
            ${capability} as capability, ${relations} as relations, ${parts} as parts, ${shields} as shields,
            (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'looks', f.looks)), '[]') from dossier.looked_from(p.id) f) as "lookedFrom"
       from waiting_list.person p left join waiting_list.identity i on i.id = p.id
      where p.id = $1 and p.region_code = (select auth.my_area())`,
    [childId],
  );
  if (!found) throw notFound('window-not-found');
  return found;
}
