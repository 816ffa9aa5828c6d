import { tables } from '../access/classes.ts';
import { matrix, type DataClass } from '../access/matrix.ts';
import { applicationRoles } from '../platform/db/roles.ts';
import { activities, type Activity, type ActivityCode } from './activities.ts';
import { classFacts } from './class-facts.ts';
import type { Paper, Section } from './contract.ts';
import { classesOf, roleWords } from './make-access-matrix.ts';

/** Columns of a class, as `table (n)`. */
export const columnsOf = (dataClass: DataClass): string[] =>
  Object.entries(tables)
    .filter(([name, { columns }]) => columns[dataClass] && !name.endsWith('_history'))
    .map(([name, { columns }]) => `${name} (${columns[dataClass]!.length})`);

const recipientsOf = (activity: ActivityCode): string =>
  applicationRoles
    .filter((role) => classesOf(activity).some((each) => matrix[each][role]))
    .map((role) => roleWords[role])
    .join(', ');

const keepOf = (each: DataClass) =>
  classFacts[each].keep ?? activities[classFacts[each].activity].keep;

/** Each class of an activity with where it stands and how long it is kept. */
export const classTable = (activity: ActivityCode): NonNullable<Section['table']> => ({
  head: ['Code', 'Gegevens', 'Tabellen (aantal kolommen)', 'Bewaard'],
  rows: classesOf(activity).map((each) => [
    each,
    classFacts[each].name,
    columnsOf(each).join(', ') || 'geen',
    keepOf(each),
  ]),
});

function sectionOf(code: ActivityCode): Section {
  const { name, purpose, people, basis, special }: Activity = activities[code];
  return {
    id: code.toLowerCase(),
    title: name,
    paragraphs: [purpose],
    points: [
      `Van wie: ${people}.`,
      `Rechtsgrond: ${basis}.`,
      `Bijzondere gegevens: ${special ? 'ja (AVG art. 9 en 10)' : 'nee'}.`,
      `Ontvangers, elk binnen hun rechten: ${recipientsOf(code) || 'niemand'}.`,
      'Doorgifte buiten de Europese Unie: geen. Een bericht op een toestel gaat langs de dienst van de browser, zonder naam en zonder inhoud.',
      'Beveiliging: rechten per rij en per kolom in de databank, twee personen waar het moet, versleuteld verkeer, een logboek dat niet ongezien te wijzigen is.',
    ],
    table: classTable(code),
    assumed: true,
  };
}

/** The register of processing (GDPR 30), an entry for each purpose. */
export const processingRegisterPaper = (): Paper => ({
  code: 'processing-register',
  title: 'Register van verwerkingen',
  intro: [
    'Verwerkingsverantwoordelijke: in te vullen door de organisatie die Vrijplaats in gebruik neemt, met de contactgegevens van de functionaris voor gegevensbescherming.',
    'Doel, rechtsgrond en bewaartermijn staan bij elke soort gegevens; een kolom in de databank zonder die drie kan niet in gebruik genomen worden.',
  ],
  sections: (Object.keys(activities) as ActivityCode[]).map(sectionOf),
});
