import { randomUUID } from 'node:crypto';
import type { Asker, MatrixWorld, Walled, Wearing } from './matrix-world.fixtures.ts';

/** A window that lives: who, on whose file, what it allows. */
export interface Window {
  personId: string;
  childId: string;
  allows: readonly string[];
}

/** How somebody stands towards the file: the order of the live askers of each role. */
const states = {
  CH: ['own', 'other', 'ended', 'too young', 'found able', 'found not able'],
  PA: ['own', 'other', 'barred', 'in conflict', 'ended', 'to come', 'of a grown child'],
  TP: ['own', 'other', 'ended', 'of two children'],
} as const;
type WindowRole = keyof typeof states;

export const windowHats = (role: WindowRole): Wearing[] =>
  states[role].map(() => ({ role, organisationId: null, areaCode: null }));

const everything = [
  'STANDING',
  'POSITION',
  'DECISIONS',
  'PLACE',
  'PARTS',
  'LOOKS',
  'CLAIMS',
  'COPY',
];
const barred = ['STANDING', 'CLAIMS'];
const conflict = ['STANDING', 'POSITION', 'DECISIONS', 'LOOKS', 'CLAIMS'];
const classes = ['NORMAL', 'CHILD_TOLD', 'CONFIDENCE', 'COURT', 'AGOGIC', 'THIRD_PERSON'];
const kindOf = { CH: 'CHILD', PA: 'PARENT', TP: 'TRUSTED' } as const;

const list = (codes: readonly string[]) => `'{${codes.join(',')}}'`;

/** A child with a name and a day of birth, of a region. */
const childSql = (id: string, region: string, born: string) => [
  `insert into waiting_list.person (id, pseudonym, region_code, born_month, sex, invented)
   values ('${id}', 'K-' || translate(upper(substr(md5('${id}'), 1, 8)), 'ILOU', 'JKMN'), '${region}', date_trunc('month', ${born}::date)::date, 'X', true)`,
  `insert into waiting_list.identity (id, region_code, given_name, family_name, birth_date) values ('${id}', '${region}', 'Kind', 'Venster (verzonnen)', ${born}::date)`,
];

/** Parts of every class, each with its words, on the file of a child. */
const partsSql = (childId: string, region: string) =>
  classes.flatMap((each) => {
    const id = randomUUID();
    return [
      `insert into dossier.part (id, child_id, region_code, kind, class, drawn_up_on) values ('${id}', '${childId}', '${region}', 'REPORT', '${each}', '2026-01-02')`,
      `insert into dossier.part_text (id, child_id, region_code, class, title, words, written_by) values ('${id}', '${childId}', '${region}', '${each}', 'title', 'words ${each}', 'somebody')`,
    ];
  });

interface Given {
  allows?: readonly string[];
  more?: Record<string, string>;
  period?: string;
}

/** What a relation of a state is, beside whose it is. */
const relationOf: Readonly<Record<string, Given>> = {
  barred: { allows: barred, more: { restriction: `'BARRED'`, ground: `'JUDGE_ORDER'` } },
  'in conflict': {
    allows: conflict,
    more: { restriction: `'CONFLICT'`, ground: `'CONFLICT_OF_INTEREST'` },
  },
  ended: { more: { ended_at: 'platform.now()', end_reason: `'over'` } },
  'to come': { period: '[2090-01-01,)' },
};
const dead = new Set(['ended', 'too young', 'found not able', 'to come', 'of a grown child']);

interface Children {
  own: string;
  other: string;
  young: string;
  able: string;
  unable: string;
  grown: string;
}

function childrenOf(state: string, { own, other, young, able, unable, grown }: Children): string[] {
  const special: Record<string, string[]> = {
    other: [other],
    'too young': [young],
    'found able': [able],
    'found not able': [unable],
    'of a grown child': [grown],
    'of two children': [own, other],
  };
  return special[state] ?? [own];
}

/**
 * Children with parts of every class, and windows on them in every state; each window has asked something. The child of the
 * first one is of the West, that of the second of the East; a twelfth birthday is today or tomorrow.
 */
export async function addDossier(
  t: Walled,
  askers: readonly Asker[],
  { waiting }: Pick<MatrixWorld, 'waiting'>,
): Promise<Window[]> {
  const made = {
    young: randomUUID(),
    able: randomUUID(),
    unable: randomUUID(),
    grown: randomUUID(),
  };
  const children: Children = { own: waiting.WVL.personId, other: waiting.OVL.personId, ...made };
  const regionOf = (child: string) => (child === children.other ? 'OVL' : 'WVL');
  const windows: Window[] = [];
  const event = randomUUID();
  const sql = [
    `insert into platform.event (id, slice, kind, at) values ('${event}', 'dossier', 'matrix', platform.now())`,
    `select set_config('vp.event', '${event}', true)`,
    ...childSql(made.young, 'WVL', `(platform.today() + 1 - interval '12 years')`),
    ...childSql(made.able, 'WVL', `(platform.today() - interval '9 years')`),
    ...childSql(made.unable, 'WVL', `(platform.today() - interval '14 years')`),
    ...childSql(made.grown, 'WVL', `(platform.today() - interval '18 years')`),
    `insert into dossier.capability (child_id, region_code, able, ground, found_by_name) values
       ('${made.able}', 'WVL', false, 'ground', 'somebody'), ('${made.able}', 'WVL', true, 'ground', 'somebody'), ('${made.unable}', 'WVL', false, 'ground', 'somebody')`,
    ...Object.values(children).flatMap((child) => partsSql(child, regionOf(child))),
  ];
  for (const role of Object.keys(states) as WindowRole[]) {
    const live = askers.filter((each) => each.role === role && each.state === 'live');
    for (const [n, state] of states[role].entries()) {
      const personId = live[n]!.personId!;
      const { allows = everything, more = {}, period = '[2026-01-01,)' } = relationOf[state] ?? {};
      for (const childId of childrenOf(state, children)) {
        const id = randomUUID();
        // Two accounts for one child never live at once: who reads another's file as a child reads none.
        const row = {
          id: `'${id}'`,
          child_id: `'${childId}'`,
          region_code: `'${regionOf(childId)}'`,
          person_id: `'${personId}'`,
          person_name: `'somebody'`,
          kind: `'${kindOf[role]}'`,
          period: `'${period}'`,
          allows: list(allows),
          ...more,
        };
        sql.push(
          `insert into dossier.relation (${Object.keys(row).join(', ')}) values (${Object.values(row).join(', ')})`,
          `insert into dossier.claim (child_id, region_code, relation_id, asked_by, kind, words, due_on) values ('${childId}', '${regionOf(childId)}', '${id}', '${personId}', 'ADDITION', 'words', '2099-01-01')`,
        );
        if (!dead.has(state)) windows.push({ personId, childId, allows });
      }
    }
  }
  sql.push(
    `insert into dossier.shield (child_id, region_code, kind, organisation_id) select '${children.own}', 'WVL', 'PLACE', id from auth.organisation order by code limit 1`,
    `insert into dossier.shield (child_id, region_code, kind, organisation_id) select '${children.other}', 'OVL', 'PLACE', id from auth.organisation order by code limit 1`,
    // So that history has rows.
    `update dossier.relation set order_reference = 'changed'`,
    `update dossier.part set drawn_up_on = '2026-01-03'`,
    `update dossier.part_text set title = 'another'`,
    `update dossier.claim set words = 'others'`,
    `update dossier.shield set until = '2099-01-01'`,
    `select audit.append_looks(array_agg(id), array_agg('{"classes":["D6"],"kind":"READ","purpose":"KEEPING_WAITING_LIST","subjects":[{"ids":["${children.own}"],"kind":"person"}]}'::text)) from (select id from auth.session order by id limit 2) s`,
  );
  await t.owner(sql.join(';\n'));
  return windows;
}
