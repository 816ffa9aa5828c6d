import type { Random } from './random.ts';

// Put together from words so that no real organisation is named; every name here is invented.
const first = [
  'Koren',
  'Linden',
  'Duin',
  'Sterren',
  'Wolken',
  'Hazel',
  'Kieviten',
  'Regen',
  'Klaver',
  'Zilver',
  'Vlinder',
  'Brem',
  'Wilgen',
  'Nevel',
  'Heide',
  'Merel',
  'Esdoorn',
  'Zomer',
  'Zwaluw',
  'Varen',
  'Kastanje',
  'Leeuwerik',
  'Water',
  'Egel',
  'Vlier',
  'Ochtend',
];
const second: readonly (readonly ['De' | 'Het', string])[] = [
  ['De', 'schelp'],
  ['Het', 'venster'],
  ['De', 'drempel'],
  ['Het', 'luik'],
  ['De', 'stapsteen'],
  ['Het', 'kompas'],
  ['De', 'ladder'],
  ['De', 'lantaarn'],
  ['De', 'kade'],
  ['De', 'bries'],
  ['De', 'mantel'],
  ['Het', 'vlot'],
  ['De', 'tent'],
  ['De', 'knoop'],
  ['Het', 'atelier'],
  ['De', 'waaier'],
  ['De', 'schommel'],
  ['Het', 'perk'],
  ['De', 'veerpont'],
  ['De', 'kruik'],
];

/** So many different invented names of organisations. */
export function organisationNames(random: Random, count: number): string[] {
  const all = first.flatMap((a) => second.map(([article, b]) => `${article} ${a}${b}`));
  return random.shuffled(all).slice(0, count);
}

const groups = [
  'Merel',
  'Specht',
  'Lijster',
  'Vink',
  'Zwaluw',
  'Uil',
  'Ekster',
  'Roodborst',
  'Eik',
  'Beuk',
  'Berk',
  'Hazelaar',
  'Olm',
  'Kers',
  'Wilg',
  'Noord',
  'Zuid',
  'Boven',
  'Beneden',
  'Tuin',
  'Kiezel',
  'Schelp',
  'Duin',
  'Golf',
  'Ster',
  'Maan',
  'Komeet',
  'Anker',
  'Roer',
  'Zeil',
];

const kinds: Readonly<Record<string, string>> = {
  ROOM_TRAINING: 'Kamertraining',
  SMALL_UNIT: 'Wooneenheid',
  FAMILY_HOUSE: 'Gezinshuis',
  TIME_OUT: 'Time-outgroep',
  CRISIS_STAY: 'Crisisgroep',
  BOARDING: 'Internaatsgroep',
  CIG: 'Gezinsverblijf',
};

/** Name of a unit, not yet used by its organisation. */
export function unitName(random: Random, moduleCode: string, used: Set<string>): string {
  for (;;) {
    const name = `${kinds[moduleCode] ?? 'Leefgroep'} ${random.pick(groups)}${used.size > 20 ? ` ${used.size}` : ''}`;
    if (used.has(name)) continue;
    used.add(name);
    return name;
  }
}

const given = [
  'Noor',
  'Bram',
  'Lies',
  'Jef',
  'Mira',
  'Wout',
  'Hanne',
  'Tijl',
  'Sofie',
  'Ruben',
  'Elke',
  'Amir',
  'Fien',
  'Joris',
  'Yasmin',
  'Pieter',
  'Lotte',
  'Stijn',
  'Nele',
  'Karim',
  'Griet',
  'Dries',
  'Saar',
  'Emre',
  'Katrien',
  'Mats',
];
const family = [
  'Voorbeeld',
  'Verzonnen',
  'Denkbeeld',
  'Fictief',
  'Van de Proef',
  'Demo',
  'Bedacht',
  'Vanzelfgemaakt',
];

/** Name of an invented person, which says that it is. */
export function personName(random: Random): string {
  return `${random.pick(given)} ${random.pick(family)} (verzonnen)`;
}

const girls =
  'Noor Lies Mira Hanne Sofie Elke Fien Yasmin Lotte Nele Saar Katrien Amina Britt Jana Lina Merel Nina Oona Roos Silke Tess Zita Ilse Hafsa Marie Liv Juna Elif Kaat Lore Maud Norah Paulien Rania Selma Tine Ulrike Wies Zoë';
const boys =
  'Bram Jef Wout Tijl Ruben Amir Joris Pieter Stijn Karim Dries Emre Mats Arne Bas Cas Daan Ewout Finn Gust Hamza Ilias Jasper Kobe Lars Milan Niels Otto Quinten Rik Sander Thijs Umar Victor Wannes Xander Younes Ziggy Robbe Siebe';
const givenNames = { F: girls.split(' '), M: boys.split(' ') };

/** Given name of an invented child; any where the sex is another or not known. */
export const childGivenName = (random: Random, sex: string): string =>
  random.pick(sex === 'F' || sex === 'M' ? givenNames[sex] : [...givenNames.F, ...givenNames.M]);

/** Family name that nobody has, put together from words, and that says that it is invented. */
export const childFamilyName = (random: Random): string =>
  `${random.pick(first)}${random.pick(second)[1]} (verzonnen)`;
