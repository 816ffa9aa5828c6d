/**
 * What personal data are handled for: the entries of the register of processing (GDPR 30). Legal bases and terms are ours
 * until a lawyer has confirmed them; where a public source names one, it is named.
 */
export interface Activity {
  name: string;
  /** Why, in one sentence. */
  purpose: string;
  /** Whose data. */
  people: string;
  basis: string;
  /** How long, unless a class says otherwise. */
  keep: string;
  /** True when GDPR 9 or 10 is touched. */
  special?: true;
}

const task = 'AVG art. 6.1.e: taak van algemeen belang';
const help = 'decreet van 12 juli 2013 betreffende de integrale jeugdhulp';
const health =
  'voor gegevens over gezondheid en hulp: AVG art. 9.2.g en h; voor gerechtelijke maatregelen: AVG art. 10';
const fileTerm =
  'tot de jongere 35 jaar wordt, daarna vernietigd (besluit van 21 februari 2014, art. 20, 61 en 85)';

export const activities = {
  CAPACITY: {
    name: 'Capaciteit bijhouden',
    purpose: 'Weten welke plaatsen er zijn, welke vrij zijn en waarom andere niet in gebruik zijn.',
    people: 'medewerkers van voorzieningen; jongeren die verblijven, onder een kenmerk zonder naam',
    basis: `${task}, ${help} (erkenning en toegang)`,
    keep: 'zolang de leefgroep bestaat en 10 jaar daarna; wie er verbleef, zoals het dossier van de jongere',
  },
  WAITING: {
    name: 'Hulpvragen opvolgen en de volgorde bepalen',
    purpose: 'Elke hulpvraag opvolgen tot er hulp is, in een volgorde die iedereen kan narekenen.',
    people: 'jongeren die wachten, hun ouders of opvoeders, aanmelders',
    basis: `${task}, ${help}; ${health}`,
    keep: fileTerm,
    special: true,
  },
  ALLOCATION: {
    name: 'Een plaats zoeken en toewijzen',
    purpose:
      'Een passende plaats vinden in overleg met de voorziening, met een motivering die blijft.',
    people: 'jongeren die wachten, medewerkers van het toegangsteam en van voorzieningen',
    basis: `${task}, ${help}; ${health}`,
    keep: fileTerm,
    special: true,
  },
  CRISIS: {
    name: 'Hulp vinden bij een crisis',
    purpose: 'Bij een crisis binnen de vastgelegde tijd hulp vinden, dag en nacht.',
    people: 'minderjarigen in crisis, hun gezin, aanmelders, partners van het crisisnetwerk',
    basis: `${task}, ${help} (crisisjeugdhulp); ${health}`,
    keep: fileTerm,
    special: true,
  },
  FOSTER: {
    name: 'Een pleeggezin vinden en begeleiden',
    purpose: 'Een pleeggezin vinden dat past, en het gezin vooraf niet meer zeggen dan nodig is.',
    people: 'pleeggezinnen, jongeren voor wie een gezin gezocht wordt',
    basis: `${task}, decreet van 29 juni 2012 houdende de organisatie van pleegzorg; ${health}`,
    keep: `van jongeren ${fileTerm}; van een gezin tot 5 jaar na het einde van de samenwerking`,
    special: true,
  },
  WINDOW: {
    name: 'Het eigen dossier laten inkijken',
    purpose:
      'Een jongere, elke ouder en een vertrouwenspersoon zien wat over hen gaat, wie keek, en kunnen reageren.',
    people: 'jongeren, hun ouders of opvoeders, vertrouwenspersonen',
    basis: `decreet van 7 mei 2004 betreffende de rechtspositie van de minderjarige; AVG art. 12, 15, 16, 18 en 21; ${health}`,
    keep: fileTerm,
    special: true,
  },
  ACCOUNTS: {
    name: 'Accounts en rollen beheren',
    purpose: 'Alleen wie een rol heeft komt binnen, en wie een rol gaf is bekend.',
    people: 'medewerkers, pleeggezinnen en anderen met een account',
    basis: `${task}; beveiliging: AVG art. 32`,
    keep: 'zolang de rol loopt en 10 jaar daarna',
  },
  SECURITY: {
    name: 'Vastleggen wie wat bekeek',
    purpose: 'Kunnen aantonen wie een dossier bekeek en waarom, ook aan de persoon zelf.',
    people: 'iedereen met een account; iedereen van wie een dossier bekeken werd',
    basis:
      'verantwoording en beveiliging: AVG art. 5.2, 24 en 32; recht op inzage: AVG art. 15 en arrest C-579/21',
    keep: 'zolang het dossier bestaat waarover het gaat',
  },
  NOTICES: {
    name: 'Meldingen en eigen instellingen',
    purpose: 'Mensen zeggen dat er iets op hen wacht, zonder naam of plaats in het bericht.',
    people: 'iedereen met een account',
    basis: `${task}; voor berichten op een toestel: toestemming, AVG art. 6.1.a`,
    keep: 'meldingen 90 dagen; instellingen zolang de rol loopt',
  },
  FIGURES: {
    name: 'Cijfers en rapporten',
    purpose:
      'Nagaan hoe aanbod, wachttijden en crisishulp evolueren, zonder dat iemand herkenbaar is.',
    people: 'niemand herkenbaar: kleine aantallen worden onderdrukt',
    basis: `${task}; statistiek: AVG art. 89`,
    keep: 'vrijgegeven cijfers blijven',
  },
  PUBLIC: {
    name: 'Openbare gegevens',
    purpose: 'Regio’s, gemeenten, soorten hulp en de regels van de volgorde.',
    people: 'niemand: geen persoonsgegevens',
    basis: 'openbaarheid van bestuur; geen persoonsgegevens',
    keep: 'blijvend',
  },
} satisfies Record<string, Activity>;

export type ActivityCode = keyof typeof activities;
