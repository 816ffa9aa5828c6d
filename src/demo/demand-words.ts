import type { UrgencyFact } from '../waiting-list/index.ts';

/** Invented phrases, the same few for everybody: no word in them is about anyone. */
export const sourcesOf: Readonly<
  Record<Exclude<UrgencyFact, `PRIORITY_${string}`>, readonly string[]>
> = {
  UNSAFE_NOW: [
    'Verslag van de consulent: thuis is het nu niet veilig',
    'Telefoon met het crisismeldpunt, opgeschreven in het dossier',
    'Veiligheidsplan van vorige week houdt niet stand',
  ],
  NO_ROOF: [
    'Verslag van het netwerk: er is geen bed meer na deze week',
    'Opvang bij familie is gestopt',
  ],
  COURT_URGENT: ['Beschikking van de jeugdrechter bij hoogdringendheid'],
  CRISIS_OUTFLOW: [
    'Verblijf in de crisisopvang eindigt binnen de week',
    'Crisisdienst meldt dat verlenging niet kan',
  ],
  VIST: ['Aanvraag VIST, toegevoegd door het crisismeldpunt'],
  GI_OUTFLOW: ['Einddatum van de gemeenschapsinstelling staat in de beschikking'],
  'MANO_DEGREE:HIGH': [
    'Beslissing van het OCJ: maatschappelijke noodzaak, hoge graad',
    'Verslag van het VK: de verontrusting is ernstig',
  ],
  'MANO_DEGREE:SOME': [
    'Beslissing van het OCJ: maatschappelijke noodzaak',
    'Verslag van het VK na drie gesprekken',
  ],
  'RISK_LEVEL:HIGH': [
    'Risicotaxatie van de consulent: hoog',
    'Verslag van de kinderpsychiater in het dossier',
  ],
  'RISK_LEVEL:SOME': ['Risicotaxatie van de consulent: matig'],
  CARE_RIGHT_AT_STAKE: ['De lopende hulp stopt en sluit niet aan bij wat nodig is'],
  NO_DAY_ACTIVITY: [
    'Het CLB meldt dat er sinds de herfst geen school meer is',
    'Dagbesteding is stopgezet',
  ],
  NO_CONTEXT: ['Er is geen familie of netwerk dat opvang kan bieden'],
  ONE_TO_ONE: ['Verslag van de leefgroep: begeleiding een op een is nodig'],
  MANY_BREAKS: [
    'Het dossier telt vier afgebroken trajecten',
    'Overzicht van verblijven in het aanvraagdocument',
  ],
  COMPLEX: ['Verslag van het multidisciplinair team: problemen op meerdere domeinen'],
  YOUNG_CHILD: ['Leeftijd in het aanvraagdocument'],
  TIME_CRITICAL: ['Overleg met de regio: het traject laat geen uitstel toe'],
  TRAJECTORY_AT_RISK: [
    'De voorziening meldt dat het verblijf onder druk staat',
    'Na de time-out is terugkeer onzeker',
  ],
};

export const supportNeeds = [
  'Rust, een vaste begeleider en duidelijke afspraken.',
  'Dicht bij school blijven en om de week naar huis.',
  'Een kleine groep, en hulp bij het slapengaan.',
  'Begeleiding bij medicatie in de ochtend.',
  'Eigen kamer; moeite met drukte aan tafel.',
  'Contact met de grootouders behouden.',
  'Leren zelfstandig wonen, met hulp bij het budget.',
  'Veel beweging, en een begeleider die kan bijspringen na school.',
];
export const apartReasons = [
  'Conflict op school; samen in één leefgroep kan niet.',
  'Eerdere feiten in dezelfde leefgroep.',
  'De rechter vraagt dat ze elkaar niet ontmoeten.',
];
export const splitReasons = [
  'De kinderen vragen zelf een eigen plek.',
  'Het verschil in zorgnood is te groot voor één leefgroep.',
];
export const contactPlans = [
  'Elke woensdag samen eten, om het weekend samen bij de grootouders.',
  'Elke zondag videobellen, en samen op vakantie in de zomer.',
];
export const overrideReasons = [
  'De regels zien niet dat het netwerk deze maand wegvalt',
  'Overleg met de consulent: de toestand is ernstiger dan de feiten tonen',
];
export const stateReasons: Readonly<Record<string, readonly string[]>> = {
  ON_HOLD_CLIENT: [
    'Cliënt wil nu niet starten',
    'Wacht tot na de examens',
    'Thuisbegeleiding krijgt eerst een kans',
  ],
  NOT_DIRECTABLE: ['Toestemming ontbreekt'],
  EXPIRED: ['Beslissing afgelopen'],
  CANCELLED: ['Hulp niet meer nodig', 'Verhuisd buiten Vlaanderen', 'Andere hulp gevonden'],
  CLOSED: ['Verblijf beëindigd'],
};
