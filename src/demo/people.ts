import type { ApplicationRole } from '../platform/db/roles.ts';
import { personName } from './names.ts';
import { regionPlans } from './plan.ts';
import type { Random } from './random.ts';
import type { Provider } from './supply.ts';

export interface Organisation {
  id: string;
  code: string;
  name: string;
  kind:
    | 'provider'
    | 'access-team'
    | 'crisis-desk'
    | 'foster-care-service'
    | 'agency'
    | 'board'
    | 'court'
    | 'emergency-ward'
    | 'prosecutor'
    | 'court-service'
    | 'administration'
    | 'data-protection';
}

export interface Person {
  id: string;
  subject: string;
  name: string;
}

export interface Hat {
  id: string;
  person: Person;
  role: ApplicationRole;
  organisation: Organisation | null;
  area: string | null;
  magistrate: boolean;
}

export interface People {
  organisations: Organisation[];
  persons: Person[];
  hats: Hat[];
  /** Who keeps the capacity of each organisation, and who keeps the register. */
  keepers: Map<Provider, Hat>;
  registrar: Hat;
}

const regionNames: Readonly<Record<string, string>> = {
  ANT: 'Antwerpen',
  LIM: 'Limburg',
  OVL: 'Oost-Vlaanderen',
  VBR: 'Vlaams-Brabant',
  BRU: 'Brussel',
  WVL: 'West-Vlaanderen',
};

/**
 * Invented people for every role: an access team, a crisis desk, a foster-care service with two families and a
 * board in each region, one judge, the agency, and
 * for each organisation one who keeps its capacity and one who reads along. Two people wear two hats.
 */
export function inventPeople(random: Random, providers: readonly Provider[]): People {
  const organisations: Organisation[] = [];
  const persons: Person[] = [];
  const hats: Hat[] = [];
  const organisation = (
    kind: Organisation['kind'],
    code: string,
    name: string,
    id = random.uuid(),
  ) => {
    const made: Organisation = { id, code, name, kind };
    organisations.push(made);
    return made;
  };
  const person = (subject: string, drawn = random): Person => {
    const made = { id: drawn.uuid(), subject: `demo-${subject}`, name: personName(drawn) };
    persons.push(made);
    return made;
  };
  const hat = (
    who: Person,
    role: Hat['role'],
    where: Organisation | null,
    area: string | null = null,
    magistrate = false,
    drawn = random,
  ) => {
    const made: Hat = {
      id: drawn.uuid(),
      person: who,
      role,
      organisation: where,
      area,
      magistrate,
    };
    hats.push(made);
    return made;
  };

  const agency = organisation('agency', 'DEMO-AGENTSCHAP', 'Agentschap (verzonnen)');
  const registrar = hat(person('as-1'), 'AS', agency);
  hat(person('as-2'), 'AS', agency);
  hat(person('an-1'), 'AN', agency);
  hat(
    person('ad-1'),
    'AD',
    organisation('administration', 'DEMO-BEHEER', 'Technisch beheer (verzonnen)'),
  );
  const court = organisation('court', 'DEMO-RECHTBANK', 'Jeugdrechtbank (verzonnen)');
  hat(person('jj-1'), 'JJ', court);
  const boards: Hat[] = [];
  for (const { code } of regionPlans) {
    const name = regionNames[code] ?? code;
    const team = organisation('access-team', `DEMO-AT-${code}`, `Toegangsteam ${name} (verzonnen)`);
    for (const n of [1, 2]) hat(person(`at-${code.toLowerCase()}-${n}`), 'AT', team, code);
    const board = organisation('board', `DEMO-RB-${code}`, `Regionaal overleg ${name} (verzonnen)`);
    boards.push(hat(person(`rb-${code.toLowerCase()}-1`), 'RB', board, code));
  }
  const judgeOnBoard = person('rb-jj-1');
  hat(judgeOnBoard, 'RB', boards.at(-1)!.organisation, boards.at(-1)!.area, true);

  const keepers = new Map<Provider, Hat>();
  for (const provider of providers) {
    const own = organisation('provider', provider.code, provider.name, provider.id);
    const mark = provider.code.slice(5).toLowerCase();
    keepers.set(provider, hat(person(`pc-${mark}`), 'PC', own));
    hat(person(`pi-${mark}`), 'PI', own);
  }
  // Two hats: a keeper of capacity who also sits on the board, and an access team member who also analyses.
  const [first] = keepers.values();
  hat(
    first!.person,
    'RB',
    boards.find((each) => each.area === providers[0]!.region.code)!.organisation,
    providers[0]!.region.code,
  );
  hat(hats.find((each) => each.role === 'AT')!.person, 'AN', agency);
  // Of a stream of their own: who came first stays who they were.
  const later = random.fork('crisis');
  for (const { code } of regionPlans) {
    const [name, mark] = [regionNames[code] ?? code, code.toLowerCase()];
    const made = (kind: Organisation['kind'], start: string, words: string) =>
      organisation(kind, `DEMO-${start}-${code}`, `${words} ${name} (verzonnen)`, later.uuid());
    const add = (
      role: ApplicationRole,
      n: number,
      where: Organisation,
      area: string | null = null,
    ) => hat(person(`${role.toLowerCase()}-${mark}-${n}`, later), role, where, area, false, later);
    const desk = made('crisis-desk', 'CR', 'Crisismeldpunt');
    for (const n of [1, 2]) add('CR', n, desk, code);
    const service = made('foster-care-service', 'PZ', 'Pleegzorgdienst');
    add('FS', 1, service, code);
    for (const n of [1, 2]) add('FF', n, service, code);
  }
  // Registrars of crises: an emergency ward in each region, and in one a prosecutor and a court's social service.
  const registrars = random.fork('registrars');
  const registers = (
    kind: Organisation['kind'],
    start: string,
    words: string,
    code: string,
    n: number,
  ) => {
    const name = `${words} ${regionNames[code] ?? code} (verzonnen)`;
    const where = organisation(kind, `DEMO-${start}-${code}`, name, registrars.uuid());
    const who = person(`rg-${code.toLowerCase()}-${n}`, registrars);
    hat(who, 'RG', where, code, false, registrars);
  };
  for (const { code } of regionPlans) registers('emergency-ward', 'SPOED', 'Spoeddienst', code, 1);
  registers('prosecutor', 'PARKET', 'Parket', 'WVL', 2);
  registers('court-service', 'SDJ', 'Sociale dienst jeugdrechtbank', 'WVL', 3);
  // Windows on a file: two children, parents each apart, a trusted person of both.
  const families = random.fork('windows');
  for (const [role, n] of [
    ['CH', 1],
    ['CH', 2],
    ['PA', 1],
    ['PA', 2],
    ['PA', 3],
    ['TP', 1],
  ] as const) {
    const who = person(`${role.toLowerCase()}-${n}`, families);
    hat(who, role, null, null, false, families);
  }
  // What needs two persons needs two administrators.
  hat(person('ad-2'), 'AD', organisations.find((each) => each.kind === 'administration')!);
  // Who watches over the log, two of them so that nobody reviews their own, and who keeps the machine running.
  const watch = random.fork('watch');
  const office = organisation(
    'data-protection',
    'DEMO-GEGEVENS',
    'Gegevensbescherming (verzonnen)',
    watch.uuid(),
  );
  for (const n of [1, 2]) hat(person(`po-${n}`, watch), 'PO', office, null, false, watch);
  hat(
    person('op-1', watch),
    'OP',
    organisations.find((each) => each.kind === 'administration')!,
    null,
    false,
    watch,
  );
  return { organisations, persons, hats, keepers, registrar };
}
