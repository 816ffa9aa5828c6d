/**
 * What is wrong in a JSON text, where, and how to mend it.
 *
 * `path` is a JSON path from the root: `$.items[3].period.until`. Quoted values are cut and escaped,
 * so that a hostile text can neither flood nor steer a terminal.
 */
export class JsonFault extends Error {
  readonly code = 'JSON_FAULT';
  readonly path: string;
  readonly problem: string;

  constructor(path: string, problem: string) {
    super(`${path}: ${problem}`);
    this.name = 'JsonFault';
    this.path = path;
    this.problem = problem;
  }
}

const PLAIN_KEY = /^[A-Za-z_][A-Za-z0-9_]{0,59}$/;
const SHOWN_LENGTH = 60;

/** The path one step further: `$.a` and 3 make `$.a[3]`; an odd key is quoted. */
export function jsonPath(parent: string, step: string | number): string {
  if (typeof step === 'number') return `${parent}[${step}]`;
  return PLAIN_KEY.test(step) ? `${parent}.${step}` : `${parent}[${shown(step)}]`;
}

/** A value in few words for a message: a text quoted, escaped and cut, a list or object by its kind. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  if (value === undefined) return 'nothing';
  if (typeof value !== 'string') return String(value);
  const cut = value.length > SHOWN_LENGTH ? `${value.slice(0, SHOWN_LENGTH)}…` : value;
  return JSON.stringify(cut).replace(
    /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
