/**
 * Expected failures, as values with a stable code. One mapper (`http/problem.ts`) turns them into
 * RFC 9457 problem details; the words stand in the catalogue under the code.
 */
export type FailureKind =
  | 'bad-request'
  | 'not-signed-in'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'too-large'
  | 'too-many'
  | 'unavailable';

export interface FieldProblem {
  /** JSON path or column of what is wrong. */
  path: string;
  code: string;
  found?: string;
  /** What the words of the code need: limits, allowed values. */
  params?: Record<string, unknown>;
}

export class Failure extends Error {
  readonly kind: FailureKind;
  readonly code: string;
  readonly details: Record<string, unknown>;
  readonly fields: FieldProblem[];

  constructor(
    kind: FailureKind,
    code: string,
    details: Record<string, unknown> = {},
    fields: FieldProblem[] = [],
  ) {
    super(code);
    this.name = 'Failure';
    this.kind = kind;
    this.code = code;
    this.details = details;
    this.fields = fields;
  }
}

export const conflict = (code: string, details?: Record<string, unknown>) =>
  new Failure('conflict', code, details);
export const notFound = (code = 'not-found', details?: Record<string, unknown>) =>
  new Failure('not-found', code, details);
export const badRequest = (
  code: string,
  details?: Record<string, unknown>,
  fields?: FieldProblem[],
) => new Failure('bad-request', code, details, fields);
export const forbidden = (code = 'forbidden') => new Failure('forbidden', code);

/** A problem for the person who starts the program: one clear sentence, no stack. */
export class StartProblem extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StartProblem';
  }
}
