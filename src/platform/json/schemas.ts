import { type TSchema, Type } from 'typebox';

/** One of a list of codes, with its type. */
export const oneOf = <const T extends readonly string[]>(values: T) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: [...values] });

export const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

/** An object without fields that it does not name. */
export const object = <T extends Record<string, TSchema>>(properties: T) =>
  Type.Object(properties, { additionalProperties: false });
