import type { DataClass } from '../access/matrix.ts';
import type { ActivityCode } from './activities.ts';

/** What a class of data is called, in words that a lawyer reads, and what it is handled for. */
export interface ClassFacts {
  name: string;
  activity: ActivityCode;
  /** How long, where it is other than the activity's term. */
  keep?: string;
}

const of = (activity: ActivityCode, name: string, keep?: string): ClassFacts => ({
  activity,
  name,
  ...(keep !== undefined && { keep }),
});

/** Every class of data: a class without its words does not compile, a column without a class fails a test. */
export const classFacts: Record<DataClass, ClassFacts> = {
  D0: of('PUBLIC', 'Regio’s, gemeenten, codelijsten en normen'),
  D1: of('PUBLIC', 'Catalogus van het aanbod, zonder bezetting'),
  D2: of('CAPACITY', 'Plaatsen, verblijven en vrije plaatsen per leefgroep'),
  D2R: of('CAPACITY', 'Erkende capaciteit'),
  D2P: of('CAPACITY', 'Kenmerk van de jongere in een verblijf'),
  D2V: of('CAPACITY', 'Plannen om plaatsen om te bouwen'),
  D2H: of('CAPACITY', 'Wie wat wijzigde, en waarom'),
  D2Q: of('CAPACITY', 'Meldingen dat een plaats niet klopt'),
  D2K: of(
    'CRISIS',
    'Partners van het crisisnetwerk en wat zij toezeggen',
    'zolang de partner meewerkt en 10 jaar daarna',
  ),
  D4: of('WAITING', 'Wie de jongere is: naam, geboortedatum, dossiernummer'),
  D4K: of('CRISIS', 'Wie de minderjarige in crisis is'),
  D6: of('WAITING', 'De hulpvraag zonder naam: leeftijd, regio, wensen, noden'),
  D6F: of('FOSTER', 'De vraag naar een pleeggezin'),
  D6C: of('FOSTER', 'De kaart van tien gegevens die een gezin vooraf ziet'),
  D7: of('WAITING', 'Gevoelige woorden bij een hulpvraag'),
  D7F: of('FOSTER', 'Wat een gezin moet weten, na de bevestiging'),
  D6K: of('CRISIS', 'De crisisvraag zonder naam'),
  D7K: of('CRISIS', 'Woorden bij een crisis en de overdracht tussen diensten'),
  D8: of('ALLOCATION', 'Een voorstel aan een voorziening'),
  D8A: of('ALLOCATION', 'Het antwoord van de voorziening'),
  D8L: of('ALLOCATION', 'Hoe een jongere uit de lijst kwam, met de motivering'),
  D8Q: of('ALLOCATION', 'Een vraag aan een voorziening vooraf'),
  D8QA: of('ALLOCATION', 'Het antwoord op die vraag'),
  D8T: of('ALLOCATION', 'Drempels die bij een voorziening gezien werden'),
  D8TF: of('ALLOCATION', 'Opvolging van een drempel'),
  D8TA: of('ALLOCATION', 'Wat over een drempel gezegd werd'),
  D8F: of('FOSTER', 'Het antwoord van een gezin op een kaart'),
  D8M: of('FOSTER', 'Een match tussen gezin en vraag'),
  D8K: of('FOSTER', 'Wat de dienst over een match bijhoudt'),
  D8C: of('CRISIS', 'Gezochte en ingezette crisishulp'),
  D8CA: of('CRISIS', 'Een vraag aan een crisispartner'),
  D8CB: of('CRISIS', 'Het antwoord van die partner'),
  D8R: of('CRISIS', 'Hoe het staat met een eigen aanmelding'),
  D12R: of('CRISIS', 'Waar de aanmelder te bereiken is'),
  D17W: of('WINDOW', 'Wie een venster heeft op welk dossier, en wat het beperkt'),
  D9W: of(
    'WINDOW',
    'Wat een venster van de hulpvraag toont: stand, plaats in de volgorde, beslissingen',
    'niet apart bewaard: gelezen uit het dossier',
  ),
  D10P: of('WINDOW', 'Welke delen een dossier heeft, sinds wanneer en van welke soort'),
  D7P: of('WINDOW', 'De woorden van een deel van een dossier'),
  D12Q: of('WINDOW', 'Bezwaar, verbetering, klacht of aanvulling, met het antwoord'),
  D13L: of(
    'WINDOW',
    'Het logboek per jongere, voor wie een venster open is',
    'zolang het logboek bestaat',
  ),
  D13W: of(
    'WINDOW',
    'Wie een dossier bekeek, zoals een venster het toont',
    'niet apart bewaard: gelezen uit het logboek',
  ),
  D17M: of('WINDOW', 'Welke vensters iemand zelf heeft, zonder naam', 'niet apart bewaard'),
  D9: of('WAITING', 'Plaats in de volgorde, toepassing van de regels en uitleg'),
  D11: of('FOSTER', 'Dossier en beschikbaarheid van een pleeggezin'),
  D11H: of('FOSTER', 'Vroegere versies van dat dossier'),
  D12: of('ALLOCATION', 'Berichten bij een voorstel'),
  D12N: of('NOTICES', 'Meldingen aan één persoon'),
  D12S: of('NOTICES', 'Eigen instellingen en bewaarde zoekvragen'),
  D12M: of(
    'NOTICES',
    'Mail en berichten die wachten op verzending',
    'tot ze verstuurd zijn, hoogstens 30 dagen',
  ),
  D12K: of('CRISIS', 'Wie van wacht is', '1 jaar na de wacht'),
  D13: of(
    'SECURITY',
    'Sessies, sleutels en pogingen om in te loggen',
    'sessies 90 dagen, pogingen 1 dag',
  ),
  D14: of('SECURITY', 'Logboek van wie wat bekeek'),
  D14I: of('SECURITY', 'Het logboek op nummer van een dossier'),
  D14F: of('SECURITY', 'Bevindingen over dat logboek en meldingen van een lek'),
  D13E: of('SECURITY', 'Inzage in nood, met reden en nazicht'),
  D15: of('FIGURES', 'Vrijgegeven cijfers'),
  D15K: of(
    'FIGURES',
    'Tellingen van crisishulp, niet vrijgegeven',
    'zolang ze nodig zijn voor vrijgegeven cijfers',
  ),
  D15N: of('FIGURES', 'Nota aan een regionaal overleg, in opmaak'),
  D15B: of('FIGURES', 'Nota aan een regionaal overleg, verstuurd'),
  D17: of('ACCOUNTS', 'Accounts, organisaties en rollen'),
  D17O: of('ACCOUNTS', 'Accounts en rollen van de eigen organisatie'),
  D18: of('PUBLIC', 'Regels van de volgorde en dit register'),
  D19: of('CAPACITY', 'Bestanden die ingelezen worden', 'gelezen rijen 30 dagen'),
  TECHNICAL: of(
    'SECURITY',
    'Technische gegevens: sleutels van een aanvraag, stand van taken',
    '30 dagen',
  ),
};

/** Columns of tables whose class has no words, or that belong to no class: none may leave the papers out. */
export function unaccounted(
  tables: Record<string, { columns: Partial<Record<string, readonly string[]>> }>,
): string[] {
  return Object.entries(tables).flatMap(([table, { columns }]) =>
    Object.entries(columns).flatMap(([dataClass, names]) =>
      dataClass in classFacts ? [] : (names ?? []).map((name) => `${table}.${name}: ${dataClass}`),
    ),
  );
}
