import { activities, type ActivityCode } from './activities.ts';
import type { Paper, Section } from './contract.ts';
import { classTable } from './make-processing-register.ts';

const section = (id: string, title: string, of: Partial<Section>): Section => ({
  id,
  title,
  paragraphs: [],
  points: [],
  table: null,
  assumed: false,
  ...of,
});

/** What can go wrong, what is done against it, and how that is shown. */
const risks: string[][] = [
  [
    'Een ouder met een contactverbod leert waar het kind verblijft',
    'Zeer ernstig',
    'Beschermde adressen zijn een eigen soort gegevens; afstanden in klassen; brieven en meldingen zonder plaats',
    'Proefadressen in elke uitvoer gezocht',
  ],
  [
    'Een medewerker zoekt een bekende op',
    'Ernstig',
    'Een relatie en een doel zijn nodig; elke blik in het logboek; de persoon ziet wie keek',
    'Nagebootste nieuwsgierigheid moet gevonden worden',
  ],
  [
    'Iemand leest een dossier via een ander nummer in het adres',
    'Ernstig',
    'Rechten per rij in de databank en in het programma; nummers zijn toevallig',
    'Alle rollen op alle rijen getoetst',
  ],
  [
    'Een magistraat leidt vrije plaatsen af',
    'Ernstig',
    'Geen antwoord verschilt door capaciteit',
    'Twee werelden die alleen in capaciteit verschillen geven dezelfde antwoorden',
  ],
  [
    'De volgorde wordt gestuurd',
    'Ernstig',
    'Elk gegeven dat meetelt heeft een auteur en een geschiedenis; twee personen keuren regels goed',
    'Herberekening van elke beslissing uit wat bewaard is',
  ],
  [
    'Een voorziening weigert selectief',
    'Matig',
    'Een reden is verplicht; weigeringen staan in het rapport over verschillen',
    'Een nagebootste selectieve weigering moet opvallen',
  ],
  [
    'Een kind is herkenbaar in cijfers',
    'Ernstig',
    'Kleine aantallen onderdrukt, ook afgeleid; één kalender van vrijgaven',
    'Een aanvaller in de tests',
  ],
  [
    'Een pleeggezin herkent een kind vooraf',
    'Ernstig',
    'Tien gegevens, en alleen als minstens vijf vragen erop lijken',
    'Kaarten die iemand aanwijzen worden grover gemaakt',
  ],
  [
    'Het logboek wordt gewijzigd',
    'Ernstig',
    'Een keten met handtekeningen die buiten de databank bewaard worden',
    'Duizenden wijzigingen moeten gevonden worden',
  ],
  [
    'Gegevens gaan verloren of het systeem valt uit in een crisisnacht',
    'Ernstig',
    'Twee databankservers, back-ups die teruggezet worden, voorrang voor crisis, een gedrukte lijst',
    'Uitval nagebootst',
  ],
  [
    'Een voorstel wordt zonder nadenken gevolgd',
    'Ernstig',
    'Een mens beslist en motiveert; geen risicoscore van personen',
    'Aandeel gewijzigde voorstellen en tijd per beslissing worden gemeten',
  ],
];

/** The data protection impact assessment (GDPR 35), as far as it can be made from what the program knows of itself. */
export const dpiaPaper = (): Paper => ({
  code: 'dpia',
  title: 'Gegevensbeschermingseffectbeoordeling',
  intro: [
    'Gemaakt uit de lijst van gegevens en rechten van dit programma. Wat alleen de verantwoordelijke kan weten, staat als vraag.',
    'Verplicht: het gaat om kwetsbare personen, gevoelige gegevens en uitwisseling binnen de jeugdhulp (AVG art. 35; Belgische lijst van 1 april 2019).',
  ],
  sections: [
    section('beschrijving', 'Wat er gebeurt', {
      paragraphs: [
        'Voorzieningen houden bij welke plaatsen vrij zijn. Toegangsteams volgen hulpvragen op, zoeken een plaats in een volgorde die iedereen kan narekenen, en overleggen met de voorziening. Het crisismeldpunt en de diensten voor pleegzorg vinden dringende hulp.',
      ],
      points: Object.values(activities).map(({ name, purpose }) => `${name}: ${purpose}`),
    }),
    section('noodzaak', 'Noodzaak en evenredigheid', {
      points: [
        'Wie zoekt, ziet eerst een hulpvraag zonder naam; een naam komt pas wie de hulp zal geven.',
        'Nationaliteit, taal en postcode tellen niet mee in de volgorde; er is geen risicoscore van personen.',
        'Elke vraag aan de databank heeft een doel; een doel dat niet bij de rol past, wordt geweigerd.',
        'Velden in een antwoord zijn de velden die aangekondigd zijn, en geen andere.',
      ],
      assumed: true,
    }),
    ...(Object.keys(activities) as ActivityCode[]).map((code) =>
      section(`gegevens-${code.toLowerCase()}`, `Gegevens: ${activities[code].name}`, {
        points: [`Rechtsgrond: ${activities[code].basis}.`],
        table: classTable(code),
        assumed: true,
      }),
    ),
    section('rechten', 'Rechten van wie het betreft', {
      points: [
        'Inzage vanaf twaalf jaar, of wie bekwaam is; ouders elk apart; een vertrouwenspersoon waar de jongere die kiest (decreet van 7 mei 2004).',
        'Wie een dossier bekeek, met datum en doel (AVG art. 15, arrest C-579/21).',
        'Verbetering, aanvulling, bezwaar, klacht en een kopie; wie bezwaar maakt, verandert niet van plaats in de volgorde.',
        'Geen besluit door een machine alleen (AVG art. 22): een mens beslist en motiveert.',
      ],
      assumed: true,
    }),
    section('risico', 'Risico’s en maatregelen', {
      table: {
        head: ['Wat kan misgaan', 'Ernst', 'Wat ertegen gedaan wordt', 'Hoe dat blijkt'],
        rows: risks,
      },
    }),
    section('open', 'Te bevestigen', {
      paragraphs: ['Deze punten zijn onze aannames en moeten door een jurist bevestigd worden.'],
      points: [
        'De rechtsgronden per verwerking en de artikelen van het decreet.',
        'De bewaartermijnen die niet uit een besluit komen (capaciteit, accounts, crisispartners, gezinnen).',
        'Of de regels van de volgorde een AI-systeem zijn in de zin van de Europese AI-verordening (bijlage III, 5a); aan artikel 12 tot 14 wordt hoe dan ook voldaan.',
        'Wie verwerkingsverantwoordelijke is, alleen of samen, en welke overeenkomsten er zijn.',
        'De drempels voor het onderdrukken van kleine aantallen.',
        'Het advies van de functionaris voor gegevensbescherming en, waar nodig, van de toezichthouder.',
      ],
      assumed: true,
    }),
  ],
});
