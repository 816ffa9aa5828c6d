import type { Asker } from './matrix-world.fixtures.ts';
import type { May } from './oracle.ts';
import { name, list, project, sorted, opening, systemColumns } from './wall-questions.ts';
import type { TableCheck } from './table-check.ts';
import type { WallClient } from './wall-client.ts';

/** Each column by itself and all together: what should be seen is seen, and nothing else. */
export async function checkReading(
  check: TableCheck,
  client: WallClient,
  who: string,
  asker: Asker | null,
  may: May | undefined,
  whole: boolean,
) {
  const open = opening(asker);
  const readable = may?.columns ?? [];
  const expected = check.rowsOf(may?.rows, asker, true);
  const dead = asker !== null && asker.state !== 'live';
  const groups =
    dead && !whole ? (readable.length ? [readable] : []) : [...readable.map((c) => [c]), readable];
  for (const columns of groups.filter((each) => each.length > 0)) {
    check.cells++;
    check.values += columns.length * check.truth.rows.length;
    const got = await client.ask([...open, `select ${list(columns)} from ${check.table}`]);
    const wanted = project(check.truth, expected, columns);
    if (got.kind !== 'rows')
      check.say(who, `read ${columns.join(', ')}`, `${wanted.length} rows`, got);
    else if (sorted(got.rows) !== sorted(wanted))
      check.say(
        who,
        `read ${columns.join(', ')}`,
        `${wanted.length} rows`,
        `${got.count} rows, or other ones`,
      );
  }
  if (dead && !whole) return;
  const refused = check.truth.columns.filter((column) => !readable.includes(column));
  const system = asker === null && may ? [] : systemColumns;
  for (const column of [...refused, ...system]) {
    check.cells++;
    check.values += check.truth.rows.length;
    const got = await client.ask([...open, `select ${name(column)} from ${check.table}`]);
    if (!(got.kind === 'refused' && got.by === 'grant'))
      check.say(who, `read ${column}`, 'refused by grant', got);
  }
}

/** Who is refused at the door gets no statement through, whatever it asks. */
export async function checkAtTheDoor(
  check: TableCheck,
  client: WallClient,
  asker: Asker,
): Promise<void> {
  const { read } = check.oracle;
  const column = read[asker.role]?.columns[0] ?? check.truth.columns[0]!;
  check.cells++;
  check.values += check.truth.rows.length;
  const got = await client.ask([...opening(asker), `select ${name(column)} from ${check.table}`]);
  if (!(got.kind === 'refused' && got.by === 'session'))
    check.say(asker.label, 'enter', 'refused by session', got);
}
