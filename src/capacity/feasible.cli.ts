import { createReadStream } from 'node:fs';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { JsonFault, shown } from '../platform/json/fault.ts';
import { readText } from '../platform/json/read.ts';
import { type FeasibleDay, type FeasibleInput, feasibleDays } from './feasible.ts';
import { FEASIBLE_MOST_BYTES, readFeasible } from './feasible-file.ts';
import { TooManyKinds } from './place-sets.ts';

/** The streams of a command: the process's own, or a test's. */
export interface FeasibleStreams {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;
}

/** The answer was not taken whole: whoever read it closed the pipe. */
const EXIT_CUT_OFF = 1;
const EXIT_BAD_FILE = 2;
const CHUNK_LENGTH = 65_536;

/**
 * `vrijplaats feasible FILE`, with `-` for standard input: writes the answer as JSON, one line per
 * day, to standard output and diagnostics to standard error, and returns the exit code: 0, or 2 for a
 * file that cannot be read or is wrong (then nothing was written to standard output). Memory is
 * bounded by the limits of the file, not by the length of the answer. Opens no database.
 */
export async function runFeasible(path: string, streams: FeasibleStreams): Promise<number> {
  try {
    const input = readFeasible(await readSource(path, streams.stdin));
    return await writeAnswer(feasibleText(input), streams.stdout);
  } catch (error) {
    const problem = problemOf(error);
    if (problem === undefined) throw error;
    const name = path === '-' ? 'standard input' : shown(path);
    streams.stderr.write(`vrijplaats feasible: ${name}: ${problem}\n`);
    return EXIT_BAD_FILE;
  }
}

async function readSource(path: string, stdin: Readable): Promise<string> {
  if (path === '-') return await readText(stdin, FEASIBLE_MOST_BYTES);
  const file = createReadStream(path);
  try {
    return await readText(file, FEASIBLE_MOST_BYTES);
  } finally {
    file.destroy();
  }
}

const FILE_PROBLEMS = new Map([
  ['ENOENT', 'there is no such file'],
  ['EACCES', 'the file may not be read'],
  ['EISDIR', 'this is a folder, not a file'],
]);

/** The sentence for a fault of the file; `undefined` for anything else. */
function problemOf(error: unknown): string | undefined {
  if (error instanceof JsonFault) return error.message;
  if (error instanceof TooManyKinds) {
    return `$.stays: ${error.message}: too many to compare; split the file`;
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return FILE_PROBLEMS.get(code);
}

/** The answer in pieces. Days on which nothing changes repeat the text of the day before. */
function* feasibleText(input: FeasibleInput): Generator<string> {
  let before: FeasibleDay | undefined;
  let rest: string[] = [];
  for (const day of feasibleDays(input)) {
    if (day.housing !== before?.housing) rest = restOfDay(day);
    yield before === undefined ? '{"days":[\n' : ',\n';
    yield `{"date":"${day.date}",`;
    yield* rest;
    before = day;
  }
  yield before === undefined ? '{"days":[]}\n' : '\n]}\n';
}

function restOfDay(day: FeasibleDay): string[] {
  const { places, usable, stays, housed } = day;
  const pieces = [
    `"places":${places},"usable":${usable},"stays":${stays},"housed":${housed},"housing":[`,
  ];
  let piece = '';
  for (const [index, housing] of day.housing.entries()) {
    piece += `${index === 0 ? '' : ','}${JSON.stringify(housing)}`;
    if (piece.length < CHUNK_LENGTH) continue;
    pieces.push(piece);
    piece = '';
  }
  pieces.push(`${piece}],"left":${JSON.stringify(day.left)}}`);
  return pieces;
}

/** Writes no faster than the reader reads. A reader that goes away ends the writing, not the program. */
async function writeAnswer(pieces: Iterable<string>, stdout: Writable): Promise<number> {
  let gone = false;
  const leave = (): void => {
    gone = true;
  };
  stdout.on('error', leave);
  try {
    let gathered = '';
    for (const piece of pieces) {
      gathered += piece;
      if (gathered.length < CHUNK_LENGTH) continue;
      if (!(await written(stdout, gathered)) || gone) return EXIT_CUT_OFF;
      gathered = '';
    }
    return (await written(stdout, gathered)) && !gone ? 0 : EXIT_CUT_OFF;
  } finally {
    stdout.off('error', leave);
  }
}

async function written(stdout: Writable, text: string): Promise<boolean> {
  if (stdout.destroyed) return false;
  if (stdout.write(text)) return true;
  try {
    await once(stdout, 'drain');
    return true;
  } catch {
    return false;
  }
}
