/**
 * Requests and answers of the capacity slice, used by routes, screens and the OpenAPI document.
 * Days are ISO days in Europe/Brussels, moments are ISO instants, periods are half-open.
 */
export * from './contract/values.ts';
export * from './contract/units.ts';
export * from './contract/unit-facts.ts';
export * from './contract/can-come.ts';
export * from './contract/changes.ts';
export * from './contract/imports.ts';
export * from './contract/exports.ts';
