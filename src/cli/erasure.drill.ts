import { eraseMany } from './erasure.fixtures.ts';

/** `npm run drill -- erasure --count 1000`. */
export const run = eraseMany;
