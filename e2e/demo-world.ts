import { fillDemo } from '../src/demo/index.ts';
import { makeDueReleases } from '../src/insight/index.ts';
import { embeddedIssuerName } from '../src/platform/auth/embedded-issuer.ts';
import { systemClock } from '../src/platform/clock.ts';
import type { TestDatabase } from '../src/platform/testing/database.ts';

/** The demo Flanders with a few months of history, and its released figures. */
export async function makeDemoWorld({ db }: TestDatabase): Promise<void> {
  await fillDemo({ db, clock: systemClock, issuer: embeddedIssuerName, years: 0.4 });
  await makeDueReleases(db);
}
