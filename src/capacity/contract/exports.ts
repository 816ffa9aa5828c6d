import { type Static, Type } from 'typebox';
import { object, oneOf } from '../../platform/json/schemas.ts';
import { AsOfQuery, SearchQuery } from './units.ts';

const { limit: _limit, offset: _offset, on: _on, ...searchFilters } = SearchQuery.properties;
export const ExportUnitsQuery = object({
  ...AsOfQuery.properties,
  ...searchFilters,
  text: Type.Optional(Type.String({ maxLength: 100 })),
  format: Type.Optional(oneOf(['csv', 'xlsx', 'json'])),
});
export type ExportUnitsQuery = Static<typeof ExportUnitsQuery>;
export const ExportQuery = object({
  ...AsOfQuery.properties,
  format: Type.Optional(oneOf(['csv', 'xlsx', 'json'])),
});
export const ExportParams = object({
  kind: oneOf([
    'recognition',
    'stay',
    'absence',
    'unavailability',
    'hold',
    'reconversion',
    'place',
    'all',
  ]),
});
