import type { FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { Settings } from 'typebox/system';
import { Failure, type FieldProblem } from '../errors.ts';

// Who fills in a form wants all its faults at once; the library stops at eight.
Settings.Set({ maxErrors: 100 });

type Json = { [key: string]: unknown };

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A copy of a schema in which no object takes properties that it does not name. Objects that say
 * something about further properties themselves are left as they are; the parts of an `allOf` are
 * closed together.
 */
export function closed<S>(schema: S, within = false): S {
  if (Array.isArray(schema)) return schema.map((each) => closed(each, within)) as S;
  if (!isObject(schema)) return schema;
  const copy: Json = {};
  for (const [key, value] of Object.entries(schema)) {
    if (['const', 'default', 'enum', 'examples'].includes(key)) copy[key] = value;
    else if (key === 'properties' || key === 'patternProperties') {
      copy[key] = Object.fromEntries(
        Object.entries(value as Json).map(([name, each]) => [name, closed(each)]),
      );
    } else copy[key] = closed(value, key === 'allOf');
  }
  const speaks = 'additionalProperties' in copy || 'unevaluatedProperties' in copy;
  if (Array.isArray(copy['allOf']) && !speaks) copy['unevaluatedProperties'] = false;
  else if (copy['type'] === 'object' && !speaks && !within) copy['additionalProperties'] = false;
  return copy as S;
}

/** What a text from an address stands for, when the schema asks for something else than text. */
function fromText(text: unknown, schema: unknown): unknown {
  if (!isObject(schema)) return text;
  if (schema['type'] === 'array') {
    const list = Array.isArray(text) ? text : [text];
    return list.map((each) => fromText(each, schema['items']));
  }
  if (typeof text !== 'string') return text;
  switch (schema['type']) {
    case 'integer':
      return /^-?(0|[1-9]\d{0,15})$/.test(text) ? Number(text) : text;
    case 'number':
      return /^-?(0|[1-9]\d{0,15})(\.\d{1,15})?$/.test(text) ? Number(text) : text;
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : text;
    default:
      return text;
  }
}

/** Texts of a query string or path as the numbers, booleans and lists that the schema declares. */
export function readTexts(values: unknown, schema: unknown): unknown {
  const properties = isObject(schema) ? schema['properties'] : undefined;
  if (!isObject(values) || !isObject(properties)) return values;
  return Object.fromEntries(
    Object.entries(values).map(([name, text]) => [
      name,
      fromText(text, Object.hasOwn(properties, name) ? properties[name] : undefined),
    ]),
  );
}

interface SchemaError {
  keyword: string;
  instancePath: string;
  params: unknown;
}

const shown = (value: unknown): string => {
  const text = value === undefined ? '' : (JSON.stringify(value) ?? '');
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
};

function at(value: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>(
      (inner, part) =>
        inner === null || typeof inner !== 'object' ? undefined : (inner as Json)[part],
      value,
    );
}

const dotted = (part: string, pointer: string) => `${part}${pointer.replaceAll('/', '.')}`;

/** Keywords that say nothing by themselves: another error tells the same more exactly. */
const silent = new Set([
  'boolean',
  'anyOf',
  'oneOf',
  'allOf',
  'not',
  'if',
  'unevaluatedProperties',
]);
const mostFields = 20;

/**
 * Errors of a schema as field problems: path, code (the catalogue's `field-…` words), what was found
 * and the numbers or values that the words need.
 */
export function fieldProblems(part: string, errors: SchemaError[], value: unknown): FieldProblem[] {
  const problems = new Map<string, FieldProblem>();
  const add = (path: string, code: string, found: unknown, params: Json = {}) => {
    const known = problems.get(path);
    if (known?.code === 'field-choice' && code === 'field-choice') {
      known.params = { allowed: `${known.params?.['allowed']}, ${params['allowed']}` };
      return;
    }
    if (!known) problems.set(path, { path, code, found: shown(found), params });
  };
  for (const { keyword, instancePath, params } of errors) {
    const path = dotted(part, instancePath);
    const found = at(value, instancePath);
    const given = (params ?? {}) as Json;
    if (keyword === 'required') {
      for (const name of given['requiredProperties'] as string[])
        add(`${path}.${name}`, 'field-required', undefined);
    } else if (keyword === 'additionalProperties') {
      for (const name of given['additionalProperties'] as string[]) {
        add(`${path}.${name}`, 'field-unknown', at(found, `/${name}`));
      }
    } else if (keyword === 'const' || keyword === 'enum') {
      const allowed = given['allowedValue'] ?? given['allowedValues'];
      add(path, 'field-choice', found, { allowed: [allowed].flat().join(', ') });
    } else if (keyword === 'type') add(path, `field-type-${[given['type']].flat()[0]}`, found);
    else if (keyword === 'format') add(path, `field-format-${given['format']}`, found);
    else if (!silent.has(keyword)) add(path, `field-${keyword}`, found, { limit: given['limit'] });
  }
  if (problems.size === 0) add(part, 'field-not-allowed', value);
  return [...problems.values()].slice(0, mostFields);
}

const partNames: Record<string, string> = {
  body: 'body',
  querystring: 'query',
  params: 'path',
  headers: 'header',
};

/**
 * Fastify's validator: bodies are taken as they are, texts of addresses become what the schema
 * declares and nothing else, and undeclared properties are refused.
 */
export const validatorCompiler: FastifySchemaCompiler<TSchema> = ({
  schema,
  httpPart = 'body',
}) => {
  const whole = closed(schema);
  const validator = Compile(whole);
  return (value: unknown) => {
    const read = httpPart === 'body' ? value : readTexts(value, whole);
    if (validator.Check(read)) return { value: read };
    const fields = fieldProblems(
      partNames[httpPart] ?? httpPart,
      [...validator.Errors(read)],
      read,
    );
    return { error: new Failure('bad-request', 'input-not-allowed', {}, fields) };
  };
};
