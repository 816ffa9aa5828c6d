import { matrix, type Cell, type DataClass } from '../access/matrix.ts';
import { applicationRoles, type ApplicationRole } from '../platform/db/roles.ts';
import { activities, type ActivityCode } from './activities.ts';
import { classFacts } from './class-facts.ts';
import type { Paper, Section } from './contract.ts';

/** Roles as the pages call them. */
export const roleWords: Record<ApplicationRole, string> = {
  AT: 'toegangsteam',
  AS: 'leiding van het toegangsteam',
  CR: 'crisismeldpunt',
  PI: 'intake van een voorziening',
  PC: 'capaciteitsbeheerder van een voorziening',
  FS: 'dienst voor pleegzorg',
  FF: 'pleeggezin',
  AN: 'beleidsanalist',
  RB: 'lid van een regionaal overleg',
  JJ: 'jeugdmagistraat en sociale dienst',
  CH: 'jongere',
  PA: 'ouder of opvoeder',
  TP: 'vertrouwenspersoon',
  RG: 'aanmelder',
  AD: 'beheerder',
  PO: 'functionaris voor gegevensbescherming',
  OP: 'technisch beheer',
};

const scopes: Record<string, string> = {
  '*': 'alles',
  o: 'eigen organisatie',
  r: 'eigen regio',
  s: 'het eigen',
  a: 'wat aan hen gericht is, zolang het openstaat',
  w: 'het dossier waarop ze een venster hebben',
  b: 'alleen in nood, met een reden en een nazicht',
};

/** `LR * CU r` → what may be read, and what may be made or changed, in words; '' = nothing. */
export function wordsOfCell(cell: Cell): { reads: string; changes: string } {
  const pairs = [...cell.matchAll(/([A-Z]+) (\S)/g)].map(([, letters, scope]) => ({
    letters: letters!,
    where: scopes[scope!] ?? scope!,
  }));
  const whereOf = (of: RegExp) =>
    [...new Set(pairs.filter(({ letters }) => of.test(letters)).map(({ where }) => where))].join(
      '; ',
    );
  return { reads: whereOf(/[LR]/), changes: whereOf(/[CUD]/) };
}

const listed = (dataClass: DataClass, which: 'reads' | 'changes') =>
  applicationRoles
    .flatMap((role) => {
      const cell = matrix[dataClass][role];
      const where = cell && wordsOfCell(cell)[which];
      return where ? [`${roleWords[role]}: ${where}`] : [];
    })
    .join(' · ') || 'niemand';

/** Classes of an activity, in the order of the matrix. */
export const classesOf = (activity: ActivityCode): DataClass[] =>
  (Object.keys(matrix) as DataClass[]).filter((each) => classFacts[each].activity === activity);

const sectionOf = (activity: ActivityCode): Section => ({
  id: activity.toLowerCase(),
  title: activities[activity].name,
  paragraphs: [activities[activity].purpose],
  points: [],
  table: {
    head: ['Code', 'Gegevens', 'Wie leest', 'Wie maakt of wijzigt'],
    rows: classesOf(activity).map((each) => [
      each,
      classFacts[each].name,
      listed(each, 'reads'),
      listed(each, 'changes'),
    ]),
  },
  assumed: false,
});

/** Who may see and change what, from the same table as the rights in the database. */
export const accessMatrixPaper = (): Paper => ({
  code: 'access-matrix',
  title: 'Wie wat mag zien',
  intro: [
    'Deze bladzijde komt uit dezelfde tabel als de rechten in de databank. Wat hier niet staat, wordt geweigerd.',
    'Wie meer rollen heeft, draagt er één tegelijk: rechten worden nooit opgeteld. Elke blik op een dossier en op cijfers van één leefgroep staat in een logboek.',
  ],
  sections: (Object.keys(activities) as ActivityCode[]).map(sectionOf),
});
