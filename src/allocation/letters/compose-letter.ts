import { type LetterKind, type LetterReader, letterTextsOn } from './letter-texts.ts';

/** What a letter tells; no other fact of the file comes into it. */
export interface LetterFacts {
  readonly kind: LetterKind;
  /** Given name, for the family and the child alone. */
  readonly child: string;
  readonly provider?: string;
  readonly unit?: string;
  /** Written out in words, e.g. "1 maart 2027". */
  readonly startOn?: string;
  readonly since?: string;
  /** What weighed most, at most three, in words. */
  readonly facts: readonly string[];
  /** The day of the letter, ISO. */
  readonly datedOn: string;
}
export interface Letter {
  readonly version: string;
  readonly title: string;
  readonly blocks: readonly (
    | { readonly kind: 'P'; readonly text: string }
    | { readonly kind: 'LIST'; readonly items: readonly string[] }
  )[];
}

/** More than this nobody reads; the file shows the rest. */
const most = 3;

/** A letter from the texts of its day. Throws `RangeError` when a text asks for a fact that is not there. Pure. */
export function composeLetter(facts: LetterFacts, reader: LetterReader): Letter {
  const { version, texts } = letterTextsOn(facts.datedOn);
  const text = texts[facts.kind][reader];
  const fill = (line: string) =>
    line.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      const value = (facts as unknown as Record<string, unknown>)[name];
      if (typeof value !== 'string' || value === '')
        throw new RangeError(`A letter of ${facts.kind} needs ${name}`);
      return value;
    });
  return {
    version,
    title: fill(text.title),
    blocks: text.body.map((line) =>
      line === '{facts}'
        ? { kind: 'LIST', items: facts.facts.slice(0, most) }
        : { kind: 'P', text: fill(line) },
    ),
  };
}
