import { JsonFault } from '../platform/json/fault.ts';
import { type FileStreams, runFileCommand } from '../platform/json/file-command.ts';
import { type FeasibleDay, type FeasibleInput, feasibleDays } from './feasible.ts';
import { FEASIBLE_MOST_BYTES, readFeasible } from './feasible-file.ts';
import { TooManyKinds } from './place-sets.ts';

const PIECE_LENGTH = 65_536;

/**
 * `vrijplaats feasible FILE`: the answer as JSON, one line per day. Memory is bounded by the limits of the file, not
 * by the length of the answer. Returns the exit code: 0, or 2 for a file that is wrong.
 */
export const runFeasible = (path: string, streams: FileStreams): Promise<number> =>
  runFileCommand(
    { name: 'feasible', mostBytes: FEASIBLE_MOST_BYTES, answer: feasibleText },
    [path],
    streams,
  );

function* daysOf(input: FeasibleInput): Generator<FeasibleDay> {
  try {
    yield* feasibleDays(input);
  } catch (error) {
    if (!(error instanceof TooManyKinds)) throw error;
    throw new JsonFault('$.stays', `${error.message}: too many to compare; split the file`);
  }
}

/** The answer in pieces. Days on which nothing changes repeat the text of the day before. */
function* feasibleText(text: string): Generator<string, number> {
  let before: FeasibleDay | undefined;
  let rest: string[] = [];
  for (const day of daysOf(readFeasible(text))) {
    if (day.housing !== before?.housing) rest = restOfDay(day);
    yield before === undefined ? '{"days":[\n' : ',\n';
    yield `{"date":"${day.date}",`;
    yield* rest;
    before = day;
  }
  yield before === undefined ? '{"days":[]}\n' : '\n]}\n';
  return 0;
}

function restOfDay(day: FeasibleDay): string[] {
  const { places, usable, stays, housed } = day;
  const pieces = [
    `"places":${places},"usable":${usable},"stays":${stays},"housed":${housed},"housing":[`,
  ];
  let piece = '';
  for (const [index, housing] of day.housing.entries()) {
    piece += `${index === 0 ? '' : ','}${JSON.stringify(housing)}`;
    if (piece.length < PIECE_LENGTH) continue;
    pieces.push(piece);
    piece = '';
  }
  pieces.push(`${piece}],"left":${JSON.stringify(day.left)}}`);
  return pieces;
}
