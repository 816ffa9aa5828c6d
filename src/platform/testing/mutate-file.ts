import { type ByteFault, byteFaults, csvFaults, jsonFaults } from './mutate-text.ts';
import { xlsxFaults } from './mutate-workbook.ts';
import { seededRandom } from './seeded-random.ts';

export type FileKind = 'csv' | 'xlsx' | 'json';

/** A good file made hostile. `faults` names what was done to it, in order. */
export type Mutant = { faults: string[]; bytes: Buffer; fileName: string };

const faultsOf: Record<FileKind, Record<string, ByteFault>> = {
  csv: { ...csvFaults, ...byteFaults },
  xlsx: { ...xlsxFaults, ...byteFaults },
  json: { ...jsonFaults, ...byteFaults },
};

/** Every fault that a kind of file can be given, by name. */
export function faultNames(kind: FileKind): string[] {
  return Object.keys(faultsOf[kind]);
}

/** Gives a good file one named fault; chance inside the fault (which cell, which byte) comes from the seed. */
export function mutateBy(kind: FileKind, good: Buffer, fault: string, seed: number): Mutant {
  const apply = faultsOf[kind][fault];
  if (apply === undefined) throw new RangeError(`no such fault: ${fault}`);
  return { faults: [fault], bytes: apply(good, seededRandom(seed)), fileName: `mutant.${kind}` };
}

/**
 * Gives a good file a random fault, and one time in five a second one. The same kind, bytes and seed always give the
 * same mutant. CSV must come without quoted separators; workbooks as `writeXlsx` makes them.
 */
export function mutateFile(kind: FileKind, good: Buffer, seed: number): Mutant {
  const random = seededRandom(seed);
  const names = faultNames(kind);
  const first = mutateBy(kind, good, random.pick(names), random.below(2 ** 32));
  if (random.below(5) !== 0) return first;
  const second = random.pick(Object.keys(byteFaults));
  const { bytes } = mutateBy(kind, first.bytes, second, random.below(2 ** 32));
  return { faults: [...first.faults, second], bytes, fileName: first.fileName };
}
