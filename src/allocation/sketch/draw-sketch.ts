import { greatCircleRouter } from '../nearness.ts';
import { type RoundSolving, recordRound } from '../round-record.ts';
import { layRound } from './lay-round.ts';
import { makeSketch } from './make-sketch.ts';
import type { DrawnRound, RoundProgress, RoundQuestion } from './round-thread.ts';

/** Told how far it is each time so many parties were held against the places. */
const tellEvery = 100;

/** The whole of it, from facts to record and sketch; `nonceOf` gives a secret of each party. */
export async function drawSketch(
  { facts, shares, orderRules, timeLimit }: RoundQuestion,
  solving: RoundSolving,
  nonceOf: (id: string) => string,
  onProgress: (progress: RoundProgress) => void = () => {},
): Promise<DrawnRound> {
  const of = facts.parties.length;
  const laid = layRound(facts, greatCircleRouter(), (done) => {
    if (done % tellEvery === 0 || done === of) onProgress({ step: 'FITS', done, of });
  });
  onProgress({ step: 'SOLVING', done: of, of });
  const record = await recordRound(
    {
      objective: 'order',
      places: laid.places,
      shares,
      fitRules: facts.rules,
      orderRules,
      timeLimit,
    },
    laid.files,
    solving,
    nonceOf,
  );
  return { record, sketch: await makeSketch(record, laid, facts.parties) };
}
