/** The job queue keeps its tables in a schema that it makes itself. */
export const queueSchema = 'graphile_worker';

/**
 * SQL that says whether a schema is ours: every one that is not PostgreSQL's, the job queue's or `public`.
 * There is no list of them, so that a new slice's schema is seen from its first table on.
 * @param name an expression that holds the schema's name
 */
export const isOwnSchema = (name: string): string =>
  `(${name} not like 'pg\\_%' and ${name} not in ('information_schema', '${queueSchema}', 'public'))`;
