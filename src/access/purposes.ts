import type { InEachLanguage } from '../platform/language.ts';

interface Purpose extends InEachLanguage<string> {
  /** Tags of routes that have this purpose where they name none of their own. */
  tags: readonly string[];
}

/**
 * Why somebody looks: the catalogue of purposes, as data. Each line of the log of looks names one of them, and the person
 * whose file it is reads these words.
 */
export const purposes: Record<string, Purpose> = {
  KEEPING_CAPACITY: {
    tags: ['region', 'capacity', 'live'],
    nl: 'Weten welke plaatsen er zijn en welke vrij zijn',
    fr: 'Savoir quelles places existent et lesquelles sont libres',
    en: 'Knowing which places there are and which are free',
  },
  KEEPING_WAITING_LIST: {
    tags: ['waiting-list'],
    nl: 'Een hulpvraag opvolgen en de volgorde bepalen',
    fr: 'Suivre une demande d’aide et établir l’ordre',
    en: 'Following a request for help and settling the order',
  },
  FINDING_A_PLACE: {
    tags: ['allocation'],
    nl: 'Een plaats zoeken en toewijzen',
    fr: 'Chercher et attribuer une place',
    en: 'Finding and allocating a place',
  },
  CRISIS_HELP: {
    tags: ['crisis'],
    nl: 'Hulp vinden bij een crisis',
    fr: 'Trouver de l’aide lors d’une crise',
    en: 'Finding help in a crisis',
  },
  FOSTER_CARE: {
    tags: ['foster-care'],
    nl: 'Een pleeggezin vinden en begeleiden',
    fr: 'Trouver et accompagner une famille d’accueil',
    en: 'Finding and supporting a foster family',
  },
  STEERING: {
    tags: ['insight'],
    nl: 'Nagaan hoe het aanbod en de wachttijden evolueren',
    fr: 'Suivre l’évolution de l’offre et des délais d’attente',
    en: 'Following how supply and waiting times develop',
  },
  OWN_FILE: {
    tags: ['dossier'],
    nl: 'Het dossier bekijken in een eigen venster',
    fr: 'Consulter le dossier par une fenêtre personnelle',
    en: 'Looking at the file through a window of one’s own',
  },
  COPY_OF_FILE: {
    tags: [],
    nl: 'Een kopie van het dossier maken',
    fr: 'Faire une copie du dossier',
    en: 'Making a copy of the file',
  },
  KEEPING_WINDOWS: {
    tags: [],
    nl: 'Beheren wie het dossier ziet, en vragen erover beantwoorden',
    fr: 'Gérer qui voit le dossier et répondre aux questions',
    en: 'Keeping who sees the file, and answering questions about it',
  },
  KEEPING_ACCOUNTS: {
    tags: ['administration'],
    nl: 'Accounts en rollen beheren',
    fr: 'Gérer les comptes et les rôles',
    en: 'Keeping accounts and roles',
  },
  WATCHING_OVER_LOOKS: {
    tags: ['privacy'],
    nl: 'Nagaan of wie in dossiers keek, dat mocht',
    fr: 'Vérifier que les consultations de dossiers étaient permises',
    en: 'Checking that who looked at files was allowed to',
  },
  OWN_WORK: {
    tags: ['notices', 'saved-search'],
    nl: 'De eigen meldingen en instellingen',
    fr: 'Ses propres notifications et réglages',
    en: 'One’s own notices and settings',
  },
};

const ofTag = new Map(
  Object.entries(purposes).flatMap(([code, { tags }]) => tags.map((tag) => [tag, code] as const)),
);

/** Code of the purpose of a route; '' where the catalogue has none, which the start-up check refuses. */
export const purposeOf = (route: { tag: string; purpose?: string }): string =>
  route.purpose ?? ofTag.get(route.tag) ?? '';
