import {
  type Cells,
  words,
  all,
  open,
  own,
  but,
  forAll,
  given,
  changeable,
  table,
} from './oracle-table.ts';
import { people } from './who.ts';

// D0: areas, code lists and settings. Everybody reads; the administrator keeps the code lists.
export const reference = (key: string[], columns: string[]) =>
  table({
    key,
    columns,
    read: forAll(people, open(columns)),
    create: { AD: all(given(columns)) },
    change: { AD: all(changeable(columns)) },
    jobs: 'everything',
  });

// D1: who offers what and where, no occupancy. Open to all but the administrator; the provider's keeper
// sees and keeps its own.
const catalogueReaders = ['AT', 'AS', 'CR', 'PI', 'FS', 'FF', 'AN', 'RB', 'JJ', 'PO'] as const;
export const catalogue = (ownedBy: string, key: string[], columns: string[]) =>
  table({
    ownedBy,
    key,
    columns,
    read: { ...forAll(catalogueReaders, open(columns)), PC: own(columns) },
    change: { PC: own(changeable(columns)) },
    jobs: 'everything',
  });

// D2: capacity and free places. Access team, its supervisor and the crisis desk all; the provider and the foster-care
// service their own; the keeper writes.
// Never the magistrate, the board, the analyst, the administrator.
export const capacityRead = (columns: readonly string[], ofChild: string[] = []): Cells => ({
  ...forAll(['AT', 'AS', 'CR'], all(but(columns, ...ofChild))),
  ...forAll(['PI', 'PC'], own(columns)),
  FS: own(but(columns, ...ofChild)),
});

export const version = words('event_id known_from');
const superseded = words('known_until superseded_by seq');

/**
 * A dated fact of the provider.
 * @param ofChild what tells of one child (D2P): the provider's own people only
 * @param workedOut what the database works out from the rest: read alike, written by nobody
 */
export const fact = (columns: string[], ofChild: string[] = [], workedOut: string[] = []) =>
  table({
    ownedBy: 'provider_id',
    columns: [...columns, ...workedOut],
    read: capacityRead([...columns, ...workedOut], ofChild),
    create: { PC: own(given(columns)) },
    change: { PC: own(changeable(columns)) },
    remove: { PC: 'own' },
    jobs: 'everything',
  });

export const history = (columns: string[], ofChild: string[] = []) =>
  table({
    ownedBy: 'provider_id',
    key: ['seq'],
    columns: [...columns, ...superseded],
    read: capacityRead([...columns, ...superseded], ofChild),
    jobs: 'adds',
  });
