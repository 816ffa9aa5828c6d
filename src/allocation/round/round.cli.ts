import { type FileStreams, inFile, runFileCommand } from '../../platform/json/file-command.ts';
import { checkAnswer } from './check-answer.ts';
import { loadSolver } from './mip.ts';
import { readPlainRound } from './read-plain.ts';
import { readAnswer, readRound, ROUND_MOST_BYTES } from './round-file.ts';
import { solvePlain, solveRound } from './solve-round.ts';

const EXIT_VIOLATION = 1;
const EXIT_BAD_CALL = 2;
const EXIT_INFEASIBLE = 3;

/**
 * `vrijplaats round FILE`: the answer as JSON. Returns the exit code: 0, 2 for a file that is wrong, 3 where the
 * parties that must be placed cannot all be housed.
 */
export async function runRound(
  path: string,
  timeLimit: string | undefined,
  streams: FileStreams,
): Promise<number> {
  const seconds = timeLimit === undefined ? Infinity : Number(timeLimit);
  if (!(seconds > 0)) {
    streams.stderr.write(`vrijplaats round: --time-limit: give a number of seconds above 0\n`);
    return EXIT_BAD_CALL;
  }
  return runFileCommand(
    {
      name: 'round',
      mostBytes: ROUND_MOST_BYTES,
      async *answer(text) {
        const now = () => performance.now();
        const plain = readPlainRound(text);
        const answer = plain
          ? solvePlain(plain, now)
          : await solveRound(readRound(text), { timeLimit: seconds, loadSolver, now });
        yield `${JSON.stringify(answer)}\n`;
        return 'infeasible' in answer ? EXIT_INFEASIBLE : 0;
      },
    },
    [path],
    streams,
  );
}

/** `vrijplaats round-check FILE ANSWER`. Returns the exit code: 0, 1 for a violation, 2 for a file that is wrong. */
export const runRoundCheck = (
  paths: readonly [file: string, answer: string],
  streams: FileStreams,
): Promise<number> =>
  runFileCommand(
    { name: 'round-check', mostBytes: ROUND_MOST_BYTES, answer: verdict },
    paths,
    streams,
  );

function* verdict(file: string, answer: string): Generator<string, number> {
  const input = inFile(0, () => readRound(file));
  const violation = checkAnswer(
    input,
    inFile(1, () => readAnswer(answer)),
  );
  yield `${JSON.stringify(violation === null ? { ok: true } : { ok: false, violation })}\n`;
  return violation === null ? 0 : EXIT_VIOLATION;
}
