import { createReadStream } from 'node:fs';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { JsonFault, shown } from './fault.ts';
import { readText } from './read.ts';

/** The streams of a command: the process's own, or a test's. */
export interface FileStreams {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;
}

/** A text in pieces, and the exit code after the last. */
export type Pieces = Generator<string, number> | AsyncGenerator<string, number>;

export interface FileCommand {
  /** The program's word for it: `vrijplaats NAME FILE`. */
  readonly name: string;
  /** Largest file in bytes. */
  readonly mostBytes: number;
  /** Reads the texts of the files and gives the answer in pieces, with the exit code after it. */
  readonly answer: (...texts: string[]) => Pieces;
}

/** The answer was not taken whole: whoever read it closed the pipe. */
const EXIT_CUT_OFF = 1;
const EXIT_BAD_FILE = 2;
const CHUNK_LENGTH = 65_536;

/**
 * A command that reads JSON files, with `-` for standard input, and opens no database: writes its answer to
 * standard output and diagnostics to standard error, and returns the exit code: the answer's own, or 2 for a file
 * that cannot be read or is wrong (then nothing was written to standard output).
 */
export async function runFileCommand(
  command: FileCommand,
  paths: readonly string[],
  streams: FileStreams,
): Promise<number> {
  let path = '-';
  try {
    if (paths.filter((each) => each === '-').length > 1) {
      throw new JsonFault('$', 'only one of the files may be standard input');
    }
    const texts: string[] = [];
    for (path of paths) texts.push(await readSource(path, streams.stdin, command.mostBytes));
    return await writeAnswer(command.answer(...texts), streams.stdout);
  } catch (error) {
    const problem = problemOf(error);
    if (problem === undefined) throw error;
    const at = error instanceof FileFault ? (paths[error.file] ?? path) : path;
    const name = at === '-' ? 'standard input' : shown(at);
    streams.stderr.write(`vrijplaats ${command.name}: ${name}: ${problem}\n`);
    return EXIT_BAD_FILE;
  }
}

/** A fault in one of several files, by its number among them. */
export class FileFault extends JsonFault {
  readonly file: number;

  constructor(file: number, { path, problem }: JsonFault) {
    super(path, problem);
    this.file = file;
  }
}

/** Reads the text of one of several files; a fault says in which of them it is. */
export function inFile<T>(file: number, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof JsonFault ? new FileFault(file, error) : error;
  }
}

async function readSource(path: string, stdin: Readable, mostBytes: number): Promise<string> {
  if (path === '-') return await readText(stdin, mostBytes);
  const file = createReadStream(path);
  try {
    return await readText(file, mostBytes);
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
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return FILE_PROBLEMS.get(code);
}

/** Writes no faster than the reader reads. A reader that goes away ends the writing, not the program. */
async function writeAnswer(pieces: Pieces, stdout: Writable): Promise<number> {
  let gone = false;
  const leave = (): void => {
    gone = true;
  };
  stdout.on('error', leave);
  try {
    let gathered = '';
    let next = await pieces.next();
    for (; !next.done; next = await pieces.next()) {
      gathered += next.value;
      if (gathered.length < CHUNK_LENGTH) continue;
      if (!(await written(stdout, gathered)) || gone) return EXIT_CUT_OFF;
      gathered = '';
    }
    return (await written(stdout, gathered)) && !gone ? next.value : EXIT_CUT_OFF;
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
