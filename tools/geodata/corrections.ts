/**
 * What the GeoNames extract lacks or says otherwise than the official list of municipalities.
 * Everything here is general knowledge, rounded, and carries `source: 'approximate'` in the output:
 * replace it by the official table (Statbel REFNIS) where one is at hand.
 */

/** A municipality the extract does not hold: NIS code, name, latitude, longitude, inhabitants. */
export type MissingRow = [nis: string, name: string, lat: number, lon: number, population: number];

export const MISSING: MissingRow[] = [
  ['13053', 'Laakdal', 51.083, 5.003, 16100],
  ['71069', 'Ham', 51.1, 5.16, 11100],
  ['72041', 'Dilsen-Stokkem', 51.035, 5.732, 20500],
  ['72037', 'Hamont-Achel', 51.251, 5.547, 14500],
  ['72038', 'Hechtel-Eksel', 51.137, 5.377, 12400],
  ['73028', 'Herstappe', 50.728, 5.426, 100],
  ['41082', 'Erpe-Mere', 50.925, 3.967, 20000],
  ['45059', 'Brakel', 50.797, 3.762, 15000],
  ['45062', 'Horebeke', 50.836, 3.69, 2000],
  ['45060', 'Kluisbergen', 50.777, 3.507, 6600],
  ['45064', 'Maarkedal', 50.798, 3.64, 6400],
  ['45061', 'Wortegem-Petegem', 50.848, 3.527, 6500],
  ['45065', 'Zwalm', 50.883, 3.73, 8300],
  ['23105', 'Affligem', 50.908, 4.115, 13400],
  ['23009', 'Bever', 50.717, 3.943, 2200],
  ['24133', 'Linter', 50.835, 5.045, 7300],
  ['24134', 'Scherpenheuvel-Zichem', 50.985, 4.978, 23200],
  ['24135', 'Tielt-Winge', 50.927, 4.9, 11000],
  ['32030', 'Lo-Reninge', 50.98, 2.75, 3300],
  ['33039', 'Heuvelland', 50.785, 2.82, 7800],
  ['33040', 'Langemark-Poelkapelle', 50.914, 2.918, 7900],
  ['33041', 'Vleteren', 50.924, 2.737, 3700],
  ['34043', 'Spiere-Helkijn', 50.727, 3.36, 2100],
  ['33016', 'Mesen', 50.765, 2.898, 1000],
];

/** The nineteen municipalities of the Brussels region; the extract holds the whole as one place. */
export const BRUSSELS: [...MissingRow, alias: string | null][] = [
  ['21001', 'Anderlecht', 50.836, 4.314, 122000, null],
  ['21002', 'Oudergem', 50.816, 4.427, 35000, 'Auderghem'],
  ['21003', 'Sint-Agatha-Berchem', 50.866, 4.293, 25000, 'Berchem-Sainte-Agathe'],
  ['21004', 'Brussel', 50.85, 4.349, 190000, 'Bruxelles'],
  ['21005', 'Etterbeek', 50.836, 4.389, 48000, null],
  ['21006', 'Evere', 50.871, 4.402, 43000, null],
  ['21007', 'Vorst', 50.812, 4.318, 56000, 'Forest'],
  ['21008', 'Ganshoren', 50.873, 4.307, 25000, null],
  ['21009', 'Elsene', 50.833, 4.367, 87000, 'Ixelles'],
  ['21010', 'Jette', 50.878, 4.325, 53000, null],
  ['21011', 'Koekelberg', 50.862, 4.329, 22000, null],
  ['21012', 'Sint-Jans-Molenbeek', 50.855, 4.338, 98000, 'Molenbeek-Saint-Jean'],
  ['21013', 'Sint-Gillis', 50.827, 4.346, 49000, 'Saint-Gilles'],
  ['21014', 'Sint-Joost-ten-Node', 50.853, 4.371, 27000, 'Saint-Josse-ten-Noode'],
  ['21015', 'Schaarbeek', 50.867, 4.374, 130000, 'Schaerbeek'],
  ['21016', 'Ukkel', 50.802, 4.337, 85000, 'Uccle'],
  ['21017', 'Watermaal-Bosvoorde', 50.798, 4.415, 25000, 'Watermael-Boitsfort'],
  ['21018', 'Sint-Lambrechts-Woluwe', 50.847, 4.428, 59000, 'Woluwe-Saint-Lambert'],
  ['21019', 'Sint-Pieters-Woluwe', 50.831, 4.44, 42000, 'Woluwe-Saint-Pierre'],
];

/** Official Dutch name where the extract names a village, a former municipality or the English form. */
export const NAMES: Record<string, string> = {
  '11057': 'Malle',
  '12041': 'Puurs-Sint-Amands',
  '23097': 'Roosdaal',
  '23104': 'Lennik',
  '35013': 'Oostende',
  '44085': 'Lievegem',
  '45063': 'Lierde',
  '45068': 'Kruisem',
  '71070': 'Heusden-Zolder',
  '72039': 'Houthalen-Helchteren',
  '72042': 'Oudsbergen',
  '72043': 'Pelt',
  '73109': 'Voeren',
};

/** Inhabitants, rounded, where the extract counts one village or one district only. */
export const POPULATIONS: Record<string, number> = {
  '11002': 530000,
  '11057': 15500,
  '23097': 11800,
  '72042': 23500,
};

/** Places of the extract that stand under a wrong municipality: name and the NIS code it gives. */
export const MISPLACED: [name: string, nis: string][] = [['Bever', '23102']];

/** Points moved for drawing only, so that the cells of a merged municipality touch: NIS code, lat, lon. */
export const DRAWN_AT: Record<string, [lat: number, lon: number]> = {
  '73040': [50.875, 5.365],
};

export type Merger = {
  on: string;
  id: string;
  name: string;
  from: [nis: string, name: string][];
};

/** Mergers of 1 January 2025. Zwijndrecht changed province with its merger. */
export const MERGERS_2025: Merger[] = (
  [
    ['11002', 'Antwerpen', [['11007', 'Borsbeek']]],
    [
      '23106',
      'Pajottegem',
      [
        ['23023', 'Galmaarden'],
        ['23024', 'Gooik'],
        ['23032', 'Herne'],
      ],
    ],
    [
      '37021',
      'Wingene',
      [
        ['37018', 'Wingene'],
        ['37012', 'Ruiselede'],
      ],
    ],
    [
      '37022',
      'Tielt',
      [
        ['37015', 'Tielt'],
        ['37007', 'Meulebeke'],
      ],
    ],
    [
      '44086',
      'Nazareth-De Pinte',
      [
        ['44048', 'Nazareth'],
        ['44012', 'De Pinte'],
      ],
    ],
    [
      '44087',
      'Lochristi',
      [
        ['44034', 'Lochristi'],
        ['44073', 'Wachtebeke'],
      ],
    ],
    [
      '44088',
      'Merelbeke-Melle',
      [
        ['44043', 'Merelbeke'],
        ['44040', 'Melle'],
      ],
    ],
    [
      '46029',
      'Lokeren',
      [
        ['46014', 'Lokeren'],
        ['44045', 'Moerbeke'],
      ],
    ],
    [
      '46030',
      'Beveren-Kruibeke-Zwijndrecht',
      [
        ['46003', 'Beveren'],
        ['46013', 'Kruibeke'],
        ['11056', 'Zwijndrecht'],
      ],
    ],
    [
      '71071',
      'Tessenderlo-Ham',
      [
        ['71057', 'Tessenderlo'],
        ['71069', 'Ham'],
      ],
    ],
    [
      '71072',
      'Hasselt',
      [
        ['71022', 'Hasselt'],
        ['73040', 'Kortessem'],
      ],
    ],
    [
      '73110',
      'Bilzen-Hoeselt',
      [
        ['73006', 'Bilzen'],
        ['73032', 'Hoeselt'],
      ],
    ],
    [
      '73111',
      'Tongeren-Borgloon',
      [
        ['73083', 'Tongeren'],
        ['73009', 'Borgloon'],
      ],
    ],
  ] as [string, string, [string, string][]][]
).map(([id, name, from]) => ({ on: '2025-01-01', id, name, from }));

/** Mergers of 1 January 2019, kept because older files still carry the former codes. */
export const MERGERS_2019: Merger[] = (
  [
    [
      '12041',
      'Puurs-Sint-Amands',
      [
        ['12030', 'Puurs'],
        ['12034', 'Sint-Amands'],
      ],
    ],
    [
      '44083',
      'Deinze',
      [
        ['44011', 'Deinze'],
        ['44049', 'Nevele'],
      ],
    ],
    [
      '44084',
      'Aalter',
      [
        ['44001', 'Aalter'],
        ['44029', 'Knesselare'],
      ],
    ],
    [
      '44085',
      'Lievegem',
      [
        ['44036', 'Lovendegem'],
        ['44072', 'Waarschoot'],
        ['44080', 'Zomergem'],
      ],
    ],
    [
      '45068',
      'Kruisem',
      [
        ['45017', 'Kruishoutem'],
        ['45057', 'Zingem'],
      ],
    ],
    [
      '72042',
      'Oudsbergen',
      [
        ['71047', 'Opglabbeek'],
        ['72040', 'Meeuwen-Gruitrode'],
      ],
    ],
    [
      '72043',
      'Pelt',
      [
        ['72025', 'Neerpelt'],
        ['72029', 'Overpelt'],
      ],
    ],
  ] as [string, string, [string, string][]][]
).map(([id, name, from]) => ({ on: '2019-01-01', id, name, from }));

/** Meeuwen-Gruitrode is the one former municipality of 2019 without a place in the extract. */
export const MISSING_FORMER: MissingRow = ['72040', 'Meeuwen-Gruitrode', 51.09, 5.53, 13100];
