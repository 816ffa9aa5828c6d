import { Type } from 'typebox';
import { object } from '../platform/json/schemas.ts';

export const AreaAnswer = object({
  regions: Type.Array(
    object({
      code: Type.String(),
      name: Type.String(),
      minors: Type.Union([Type.Integer(), Type.Null()]),
    }),
  ),
  zones: Type.Array(
    object({
      code: Type.String(),
      name: Type.String(),
      region: Type.String(),
      invented: Type.Boolean(),
    }),
  ),
  municipalities: Type.Array(
    object({
      code: Type.String(),
      name: Type.String(),
      region: Type.String(),
      zone: Type.Union([Type.String(), Type.Null()]),
      lat: Type.Number(),
      lon: Type.Number(),
    }),
  ),
});
export const AreaQuery = object({
  on: Type.Optional(Type.String({ format: 'date', description: 'The areas of this day' })),
});
