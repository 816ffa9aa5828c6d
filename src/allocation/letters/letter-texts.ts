/**
 * The fixed texts of letters: dated, by version, in plain Dutch (B1 for the family, shorter for the child). Nobody types
 * a letter; what is between braces is filled from the decision. "Nothing free" is another text than "not suitable"
 * (design/safeguards.md 7). Texts are our own proposal until the authority gives its own.
 */
export const letterKinds = ['STARTS', 'NOTHING_FREE', 'NOT_SUITABLE', 'NOT_STARTED'] as const;
export type LetterKind = (typeof letterKinds)[number];
export const letterReaders = ['FAMILY', 'CHILD'] as const;
export type LetterReader = (typeof letterReaders)[number];

export interface LetterText {
  readonly title: string;
  /** Paragraphs; `{facts}` alone on a line becomes the list of what weighed most. */
  readonly body: readonly string[];
}
export interface LetterVersion {
  readonly version: string;
  /** ISO day from which this version is used. */
  readonly validFrom: string;
  readonly source: string;
  readonly texts: Readonly<Record<LetterKind, Readonly<Record<LetterReader, LetterText>>>>;
}

const objection = [
  'Ga je niet akkoord? Dan kan je bezwaar maken. Dat kost niets en het verandert niets aan de plaats op de wachtlijst. Je hoeft geen brief te schrijven: bellen of langsgaan bij het toegangsteam is genoeg. Iemand die deze beslissing niet nam, bekijkt alles opnieuw en hoort je.',
  'Wil je hulp bij deze brief? Vraag het aan je hulpverlener, aan je vertrouwenspersoon of aan de JO-lijn (gratis, 0800 900 33).',
] as const;
const objectionChild = [
  'Vind je dit niet oké? Dan mag je dat zeggen. Je verliest er je plaats op de lijst niet door. Vraag aan je vertrouwenspersoon of begeleider om je te helpen, of bel gratis naar de JO-lijn: 0800 900 33.',
] as const;

const first: LetterVersion = {
  version: 'nl-2026-1',
  validFrom: '2026-09-01',
  source: 'Eigen voorstel (synthetisch)',
  texts: {
    STARTS: {
      FAMILY: {
        title: 'Er is een plaats gevonden',
        body: [
          'Voor {child} is er een plaats bij {provider}, leefgroep {unit}. De hulp start op {startOn}.',
          'Het toegangsteam en de voorziening beslisten dit samen, nadat jullie gehoord waren. Deze zaken wogen het zwaarst:',
          '{facts}',
          'De voorziening neemt contact op om de start voor te bereiden. Wat er in de hulp zelf gebeurt, spreken jullie samen met de voorziening af.',
          ...objection,
        ],
      },
      CHILD: {
        title: 'Er is een plaats voor jou',
        body: [
          'Er is een plaats voor jou bij {provider}, in de leefgroep {unit}. Je kan er starten op {startOn}.',
          'Waarom daar? Dit telde het meest:',
          '{facts}',
          'Iemand van de leefgroep maakt eerst kennis met je. Je mag alles vragen wat je wil weten.',
          ...objectionChild,
        ],
      },
    },
    NOTHING_FREE: {
      FAMILY: {
        title: 'Er is nu geen plaats vrij',
        body: [
          'Voor {child} is er nu geen plaats vrij die past. Er zijn wel leefgroepen die passen, maar ze zijn volzet of tijdelijk niet beschikbaar.',
          '{child} blijft op de wachtlijst staan, sinds {since}. Die datum verandert niet, ook niet als de vraag verandert. Deze zaken bepalen de plaats in de volgorde:',
          '{facts}',
          'Verandert er iets thuis of in de hulp die nu loopt? Zeg het aan het toegangsteam: dan kijkt iemand opnieuw hoe dringend het is.',
          ...objection,
        ],
      },
      CHILD: {
        title: 'Er is nu nog geen plaats',
        body: [
          'Er zijn leefgroepen die bij jou passen, maar ze zitten nu vol. Je blijft op de lijst staan, sinds {since}.',
          'Dit bepaalt hoe snel je aan de beurt bent:',
          '{facts}',
          'Gaat het niet goed thuis of waar je nu bent? Vertel het aan iemand die je vertrouwt, of aan het toegangsteam. Dan kijken we opnieuw.',
          ...objectionChild,
        ],
      },
    },
    NOT_SUITABLE: {
      FAMILY: {
        title: 'Er is nu geen passend aanbod',
        body: [
          'We zochten een plaats voor {child}, maar geen enkele leefgroep past nu bij de vraag. Dat is iets anders dan een volle leefgroep. Dit staat in de weg:',
          '{facts}',
          'Het toegangsteam bekijkt met jullie wat kan veranderen. {child} blijft op de wachtlijst staan, sinds {since}.',
          ...objection,
        ],
      },
      CHILD: {
        title: 'We vonden nog geen plaats die bij je past',
        body: [
          'We zochten, maar er is nu geen leefgroep die bij je past. Dat ligt niet aan jou. Dit maakt het moeilijk:',
          '{facts}',
          'We zoeken verder, samen met jou. Je blijft op de lijst staan, sinds {since}.',
          ...objectionChild,
        ],
      },
    },
    NOT_STARTED: {
      FAMILY: {
        title: 'De voorgestelde plaats gaat niet door',
        body: [
          'Het voorstel bij {provider}, leefgroep {unit}, gaat niet door. De voorziening gaf deze reden:',
          '{facts}',
          '{child} blijft op de wachtlijst staan, op dezelfde plaats, sinds {since}. Het toegangsteam zoekt verder en laat het jullie weten.',
          ...objection,
        ],
      },
      CHILD: {
        title: 'Deze plaats gaat niet door',
        body: [
          'De plaats bij {provider} gaat niet door. Dat ligt niet aan jou. Dit is de reden:',
          '{facts}',
          'Je staat nog op dezelfde plaats op de lijst. We zoeken verder.',
          ...objectionChild,
        ],
      },
    },
  },
};

export const letterVersions: readonly LetterVersion[] = [first];

/** The texts that hold on a day, ISO; the first ones before that. */
export const letterTextsOn = (day: string): LetterVersion =>
  letterVersions.findLast(({ validFrom }) => validFrom <= day) ?? first;
