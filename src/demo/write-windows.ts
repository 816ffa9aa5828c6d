import type { Writer } from '../platform/db/database.ts';

/** Which account of the demo has which window; the limits are those of a judge's order and of a conflict of interest. */
const windows = [
  { subject: 'demo-ch-1', child: 1, kind: 'CHILD' },
  { subject: 'demo-pa-1', child: 1, kind: 'PARENT' },
  { subject: 'demo-pa-2', child: 1, kind: 'PARENT', limit: ['BARRED', 'JUDGE_ORDER'] },
  { subject: 'demo-tp-1', child: 1, kind: 'TRUSTED' },
  { subject: 'demo-tp-1', child: 2, kind: 'TRUSTED' },
  { subject: 'demo-ch-2', child: 2, kind: 'CHILD' },
  { subject: 'demo-pa-3', child: 2, kind: 'PARENT', limit: ['CONFLICT', 'CONFLICT_OF_INTEREST'] },
] as const;

const parts = [
  {
    kind: 'LETTER',
    class: 'NORMAL',
    daysAgo: 40,
    title: 'We ontvingen de vraag',
    words:
      'We hebben de vraag naar hulp goed ontvangen.\nIemand van het team toegang volgt ze op. Je mag altijd bellen om te horen hoe het ermee staat.',
    by: 'Toegangsteam (verzonnen)',
  },
  {
    kind: 'REPORT',
    class: 'NORMAL',
    daysAgo: 30,
    title: 'Verslag van het eerste gesprek',
    words:
      'We spraken over thuis, over school en over wat zou helpen.\nWe spraken af dat er gezocht wordt naar een leefgroep dicht bij school.',
    by: 'Consulent (verzonnen)',
  },
  {
    kind: 'NOTE',
    class: 'CHILD_TOLD',
    daysAgo: 28,
    title: 'Wat ik zelf vertelde',
    words: 'Ik wil graag bij mijn vrienden op school blijven.',
    by: 'Consulent (verzonnen)',
  },
  {
    kind: 'REPORT',
    class: 'AGOGIC',
    daysAgo: 20,
    title: 'Bespreking in het team',
    words: 'Het team besprak hoe dit nieuws het best verteld wordt.',
    by: 'Team (verzonnen)',
  },
  {
    kind: 'REPORT',
    class: 'COURT',
    daysAgo: 18,
    title: 'Verslag voor de rechtbank',
    words: 'Opgemaakt voor de jeugdrechtbank.',
    by: 'Sociale dienst (verzonnen)',
  },
  {
    kind: 'NOTE',
    class: 'THIRD_PERSON',
    daysAgo: 12,
    title: 'Over een familielid',
    words: 'Dit gaat over iemand anders.',
    by: 'Consulent (verzonnen)',
  },
] as const;

const inEvent = async (tx: Writer, kind: string) => {
  await tx.rows(
    `with made as (insert into platform.event (slice, kind, at) values ('dossier', $1, platform.now()) returning id)
     select set_config('vp.event', id::text, true) from made`,
    [kind],
  );
};

/** Who waits longest, of an age to have a window; a second one too, with another family. */
const chosen = `select r.person_id as id, p.region_code as region
    from waiting_list.request r join waiting_list.person p on p.id = r.person_id
   where r.state = 'WAITING' and p.region_code = 'WVL' and p.group_id is null and p.merged_into is null
     and p.born_month between platform.today() - interval '17 years' and platform.today() - interval '14 years'
   order by r.since, r.id limit 2`;

/**
 * A handful of invented people with a window on a file: two children, parents each apart (one barred, one in conflict), a
 * trusted person of both, parts of each class, and two questions. Nothing where nobody of that age waits.
 */
export async function writeWindows(tx: Writer, issuer: string): Promise<void> {
  const children = await tx.rows<{ id: string; region: string }>(chosen);
  if (children.length < 2) return;
  await inEvent(tx, 'window.give');
  for (const { subject, child, kind, ...more } of windows) {
    const { id, region } = children[child - 1]!;
    const [restriction, ground] = 'limit' in more ? more.limit : ['NONE', null];
    await tx.rows(
      `insert into dossier.relation (child_id, region_code, person_id, person_name, kind, period, restriction, ground, order_reference, allows)
       select $1, $2, p.id, p.name, $3, daterange(platform.today() - 60, null), $4, $5, case $4 when 'BARRED' then 'Beschikking (verzonnen)' end,
              case $4 when 'BARRED' then array['STANDING', 'CLAIMS'] when 'CONFLICT' then array['STANDING', 'POSITION', 'DECISIONS', 'LOOKS', 'CLAIMS']
                else array['STANDING', 'POSITION', 'DECISIONS', 'PLACE', 'PARTS', 'LOOKS', 'CLAIMS', 'COPY'] end
         from auth.person p where p.issuer = $6 and p.subject = $7`,
      [id, region, kind, restriction, ground, issuer, subject],
    );
  }
  for (const { id, region } of children) {
    for (const part of parts) {
      await tx.rows(
        `with made as (insert into dossier.part (child_id, region_code, kind, class, drawn_up_on)
           values ($1, $2, $3, $4, platform.today() - $5::int) returning *)
         insert into dossier.part_text (id, child_id, region_code, class, title, words, written_by)
         select id, child_id, region_code, class, $6, $7, $8 from made`,
        [id, region, part.kind, part.class, part.daysAgo, part.title, part.words, part.by],
      );
    }
  }
  await inEvent(tx, 'claim.ask');
  await tx.rows(
    `insert into dossier.claim (child_id, region_code, relation_id, asked_by, kind, words, asked_at, due_on, outcome, answer, answered_at, answered_by)
     select r.child_id, r.region_code, r.id, r.person_id, q.kind, q.words, platform.now() - make_interval(days => q.ago), platform.today() - q.ago + 30,
            q.outcome, q.answer, case when q.outcome is not null then platform.now() - make_interval(days => q.ago - 4) end,
            case when q.outcome is not null then (select p.id from auth.person p join auth.hat h on h.person_id = p.id
              where h.role_code = 'AT' and h.area_code = r.region_code order by p.subject limit 1) end
       from dossier.relation r join auth.person w on w.id = r.person_id
       join (values ('demo-ch-1', 'CORRECTION', 'De naam van mijn school klopt niet.', 15, 'GRANTED', 'Je hebt gelijk. We hebben de naam verbeterd.'),
                    ('demo-pa-1', 'OBJECTION', 'Ik wil dat er ook dichter bij huis gezocht wordt.', 6, null, null),
                    ('demo-pa-2', 'COMPLAINT', 'Ik hoorde dit pas veel later.', 40, null, null)) q (subject, kind, words, ago, outcome, answer)
         on q.subject = w.subject and w.issuer = $1`,
    [issuer],
  );
}
