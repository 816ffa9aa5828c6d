import type { Paper, Section } from './contract.ts';
import type { PublicRules } from './rules.query.ts';

const facts = (id: string, title: string, rows: string[][], assumed = false): Section => ({
  id,
  title,
  paragraphs: [],
  points: [],
  table: { head: ['Vraag', 'Antwoord'], rows },
  assumed,
});

/** What an address points at for a version of rules. */
export const rulesAnchor = (version: string) =>
  `regels-${version.toLowerCase().replaceAll(/[^a-z0-9.-]+/g, '-')}`;

const second: Record<string, string> = {
  NONE: 'nee',
  BEFORE: 'ja, vóór de band telt',
  AFTER: 'ja, achteraf',
};

/** Lanes of the first rules, in words; another one is told by its own name. */
const lanes: Record<string, string> = {
  'longest-waiting': 'wie het langst wacht',
  'crisis-outflow': 'wie uit crisishulp komt',
};

const rulesSection = ({
  version,
  title,
  source,
  from,
  until,
  bands,
  lanes: shares,
  seed,
}: PublicRules): Section => ({
  id: rulesAnchor(version),
  title: `Regels ${version}: ${title}`,
  paragraphs: [],
  points: [
    until === null ? `Van kracht sinds ${from}.` : `Van kracht van ${from} tot ${until}.`,
    `Bron: ${source}.`,
    ...shares.map(
      ({ code, percent }) =>
        `Deel van de oproepen voor ${lanes[code] ?? `“${code}”`}: minstens ${percent} %.`,
    ),
    `Gelijke plaatsen worden geloot met het gepubliceerde zaad “${seed}”, zodat iedereen het kan overdoen.`,
  ],
  table: {
    head: [
      'Band',
      'Voorwaarden die hiertoe leiden',
      'Bevestigd door een tweede',
      'Opnieuw bekeken na (dagen)',
    ],
    rows: bands.map((band) => [
      band.code,
      String(band.conditions),
      second[band.secondWorker] ?? band.secondWorker,
      String(band.reviewDays),
    ]),
  },
  assumed: false,
});

/**
 * The entry of the algorithm register: first in the form of the Dutch register, then what the British standard (tier 1 and 2)
 * asks beyond it, then every version of the rules that ever decided.
 */
export const algorithmRegisterPaper = (rules: readonly PublicRules[]): Paper => ({
  code: 'algorithm-register',
  title: 'Algoritmeregister: de volgorde van de wachtlijst',
  intro: [
    'Vrijplaats zet wie wacht in een volgorde en zoekt welke plaatsen passen. Het stelt voor; een mens van het toegangsteam beslist en motiveert.',
    'De volgorde komt uit vaste regels die hieronder staan. Er is geen model dat geleerd heeft, en geen risicoscore van personen.',
  ],
  sections: [
    facts('algemeen', 'Algemene informatie', [
      ['Naam', 'Volgorde en passende plaatsen in de jeugdhulp'],
      ['Organisatie', 'In te vullen door wie Vrijplaats in gebruik neemt'],
      ['Status', rules.some(({ until }) => until === null) ? 'In gebruik' : 'Nog niet in gebruik'],
      [
        'Soort',
        'Vaste regels, zonder machineleren; passende plaatsen door een gepubliceerde berekening',
      ],
      ['Impact', 'Hoog: het gaat om de toegang van kinderen tot hulp'],
      ['Contact', 'In te vullen; bezwaar en klacht staan in elke brief'],
    ]),
    facts('doel', 'Verantwoord gebruik', [
      [
        'Doel',
        'Wie het dringendst hulp nodig heeft eerst, en bij gelijke nood wie het langst wacht',
      ],
      [
        'Waarom een algoritme',
        'Dezelfde regels voor iedereen in elke regio; elke plaats in de volgorde kan uitgelegd en nagerekend worden',
      ],
      [
        'Menselijke tussenkomst',
        'Een medewerker beoordeelt de feiten; een tweede bevestigt waar de regels dat vragen; een mens kiest, motiveert en kan afwijken met een reden',
      ],
      [
        'Wat niet meetelt',
        'Nationaliteit, taal, postcode, inkomen; wat een ouder of advocaat aandringt',
      ],
      [
        'Risico’s',
        'Feiten verkeerd ingeschat, regels die een groep benadelen, voorstellen die zonder nadenken gevolgd worden',
      ],
      [
        'Wat daartegen gebeurt',
        'Geschiedenis van elk feit met auteur; rapport over verschillen tussen groepen; aandeel gewijzigde voorstellen en tijd per beslissing gemeten; een stopregel',
      ],
    ]),
    facts(
      'wet',
      'Wettelijke grond',
      [
        [
          'Wetgeving',
          'Decreet van 12 juli 2013 betreffende de integrale jeugdhulp; AVG art. 6.1.e, 9.2.g en h, 22',
        ],
        [
          'Effectbeoordeling',
          'Gegevensbeschermingseffectbeoordeling, gemaakt uit de lijst van gegevens van dit programma',
        ],
        [
          'Europese AI-verordening',
          'Of vaste regels een AI-systeem zijn (bijlage III, 5a) moet een jurist bevestigen; logboek, transparantie en menselijk toezicht zijn er hoe dan ook',
        ],
      ],
      true,
    ),
    facts('werking', 'Werking', [
      [
        'Gegevens',
        'Datum van de vraag, feiten over dringendheid met hun bron, beslissingen over voorrang, gewenste hulp, leeftijd, regio; van plaatsen: soort hulp, voor wie, vrij vanaf',
      ],
      [
        'Stappen',
        '1. elke vraag krijgt een band door de eerste voorwaarde die klopt; 2. binnen een band telt hoe lang iemand wacht; 3. een deel van de oproepen is voor wie zeer lang wacht; 4. gelijke plaatsen worden geloot',
      ],
      ['Wat eruit komt', 'Een volgorde, en per plaats de kandidaten met waarom wel of niet'],
      [
        'Nagaan',
        'Elke beslissing bewaart de versie van de regels, wat erin ging en alle kandidaten; herberekening geeft hetzelfde',
      ],
      ['Broncode', 'Open, onder de EUPL-1.2'],
    ]),
    facts('verantwoordelijk', 'Wie waarvoor instaat (Britse norm, deel 2)', [
      [
        'Eigenaar',
        'De organisatie die de regels vaststelt; twee leidinggevenden keuren elke versie goed',
      ],
      ['Ontwikkeling', 'Vrijplaats, open software; geen leverancier met een geheim model'],
      ['Beslissing', 'De medewerker van het toegangsteam, met naam en motivering in het dossier'],
      [
        'Onderhoud',
        'Een nieuwe versie van de regels geldt vanaf een dag en wordt vooraf op de lijst beproefd',
      ],
      [
        'Alternatieven',
        'Punten en gewichten zijn overwogen en niet gekozen: niemand kan ze uitleggen aan een kind',
      ],
    ]),
    ...rules.map(rulesSection),
  ],
});
