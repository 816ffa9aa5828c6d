/** All that other slices and main may use of capacity. Browser code is in `web/`, apart. */
export { changedUnits, streamClass } from './live.ts';
export { capacityRoutes } from './routes.ts';
export { takeSnapshot, type SnapshotKind } from './take-snapshot.ts';
export { photoJson } from './photo.query.ts';
export { default as problemWords } from './locales/problems.nl.json' with { type: 'json' };
