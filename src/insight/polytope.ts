/**
 * All tables that agree with what is shown: the points y ≥ 0 with the same sums as the true table. Walks
 * from corner to corner (primal simplex on a dense tableau, Bland's rule when it stands still) to the lowest
 * or highest value that a cell can have. Starts from a table that is known to be one of them, so there is no
 * first phase; where it ends does not depend on where it starts.
 */
const tiny = 1e-7;
const mostSteps = 3_000;
/** As far as one goes where nothing stops one. */
const far = 1_000;

/** Reduced echelon form, in place. @returns the pivot column of each row that is left */
export function eliminate(rows: Float64Array[], width: number): number[] {
  const pivots: number[] = [];
  let top = 0;
  for (let column = 0; column < width && top < rows.length; column++) {
    let at = top;
    while (at < rows.length && Math.abs(rows[at]![column]!) < tiny) at += 1;
    if (at === rows.length) continue;
    [rows[top], rows[at]] = [rows[at]!, rows[top]!];
    reduce(rows, top, column);
    pivots.push(column);
    top += 1;
  }
  rows.length = top;
  return pivots;
}

/** Nearly all coefficients are whole: what is nearly whole is made so, or errors grow from step to step. */
function settled(value: number): number {
  const whole = Math.round(value);
  return Math.abs(value - whole) < 1e-9 ? whole : value;
}

/** Makes the column 1 in this row and 0 in every other. */
function reduce(rows: readonly Float64Array[], top: number, column: number): void {
  const row = rows[top]!;
  const by = row[column]!;
  for (let i = 0; i < row.length; i++) row[i] = settled(row[i]! / by);
  for (let other = 0; other < rows.length; other++) {
    const target = rows[other]!;
    const factor = target[column]!;
    if (other === top || Math.abs(factor) < tiny) continue;
    for (let i = 0; i < row.length; i++)
      if (row[i] !== 0) target[i] = settled(target[i]! - factor * row[i]!);
    target[column] = 0;
  }
}

interface Entering {
  column: number;
  sign: 1 | -1;
}

export class Polytope {
  readonly values: Float64Array;
  #rows: Float64Array[];
  #basis: number[];
  #rowOf: Int32Array;

  /** @param rows coefficients of each sum over the columns @param start a table that is one of them */
  constructor(rows: Float64Array[], start: readonly number[]) {
    this.values = Float64Array.from(start);
    this.#rows = rows;
    this.#basis = eliminate(rows, start.length);
    this.#rowOf = new Int32Array(start.length).fill(-1);
    for (const [row, column] of this.#basis.entries()) this.#rowOf[column] = row;
  }

  /** The same sums, from another table that is one of them. */
  from(start: readonly number[]): Polytope {
    const copy = new Polytope([], start);
    copy.#rows = this.#rows.map((row) => row.slice());
    copy.#basis = [...this.#basis];
    copy.#rowOf = this.#rowOf.slice();
    return copy;
  }

  /**
   * Goes on until the cell is as low (-1) or as high (1) as it can be, or `stop`, asked at each corner, says so.
   * @param atWhole whether `stop` is also asked at whole values between two corners: ends at a table that
   *   differs as little as it need
   */
  push(column: number, way: 1 | -1, stop: (value: number) => boolean, atWhole = false): void {
    for (let step = 0; step < mostSteps; step++) {
      if (stop(this.values[column]!)) return;
      const entering = this.#entering(column, way, step > 60);
      if (!entering) return;
      if (atWhole && this.#moveTo(column, way, stop, entering)) return;
      if (!this.#move(entering.column, entering.sign)) return;
    }
  }

  /** Goes no further along an edge than to the first whole table at which `stop` says so. @returns whether there is one */
  #moveTo(
    column: number,
    way: 1 | -1,
    stop: (value: number) => boolean,
    { column: entering, sign }: Entering,
  ): boolean {
    const row = this.#rowOf[column]!;
    const slope = row < 0 ? 1 : Math.abs(this.#rows[row]![entering]!);
    const most = Math.min(this.#limit(entering, sign).most, far);
    const from = Math.round(this.values[column]!);
    for (let by = 1; by <= most * slope + tiny; by++) {
      if (!stop(from + way * by)) continue;
      const before = this.values.slice();
      this.#step(entering, sign, by / slope);
      if (this.isWhole()) return true;
      this.values.set(before);
      return false;
    }
    return false;
  }

  /** Whether the present table is one of whole numbers. */
  isWhole(): boolean {
    return this.values.every((value) => Math.abs(value - Math.round(value)) < 1e-5);
  }

  #entering(column: number, way: number, first: boolean): Entering | null {
    const row = this.#rowOf[column]!;
    if (row < 0) {
      if (way < 0 && this.values[column]! < tiny) return null;
      return { column, sign: way < 0 ? -1 : 1 };
    }
    const tableau = this.#rows[row]!;
    let best: Entering | null = null;
    let steepest = tiny;
    for (let each = 0; each < tableau.length; each++) {
      if (this.#rowOf[each]! >= 0) continue;
      const slope = -tableau[each]! * way;
      if (Math.abs(slope) <= steepest || (slope < 0 && this.values[each]! < tiny)) continue;
      best = { column: each, sign: slope > 0 ? 1 : -1 };
      if (first) return best;
      steepest = Math.abs(slope);
    }
    return best;
  }

  /** How far one free cell can change until another stands at zero, and the row of that one. */
  #limit(entering: number, sign: 1 | -1): { most: number; leaving: number } {
    let most = sign < 0 ? this.values[entering]! : Infinity;
    let leaving = -1;
    for (const [row, tableau] of this.#rows.entries()) {
      const loss = tableau[entering]! * sign;
      if (loss < tiny) continue;
      const limit = Math.max(0, this.values[this.#basis[row]!]!) / loss;
      const isLess = limit < most - tiny;
      const isTie = Math.abs(limit - most) <= tiny && leaving >= 0;
      if (isLess || (isTie && this.#basis[row]! < this.#basis[leaving]!)) {
        most = Math.min(limit, most);
        leaving = row;
      }
    }
    return { most, leaving };
  }

  #step(entering: number, sign: 1 | -1, by: number): void {
    for (const [row, tableau] of this.#rows.entries())
      this.values[this.#basis[row]!]! -= tableau[entering]! * sign * by;
    this.values[entering]! += sign * by;
  }

  /** Changes one free cell until another stands at zero. @returns false when nothing stops it */
  #move(entering: number, sign: 1 | -1): boolean {
    const { most, leaving } = this.#limit(entering, sign);
    const bounded = Number.isFinite(most);
    this.#step(entering, sign, bounded ? most : far);
    if (leaving >= 0) this.#pivot(leaving, entering);
    return bounded;
  }

  #pivot(row: number, entering: number): void {
    const old = this.#basis[row]!;
    this.values[old] = 0;
    reduce(this.#rows, row, entering);
    this.#rowOf[old] = -1;
    this.#rowOf[entering] = row;
    this.#basis[row] = entering;
  }
}
