import { notify } from '../../notices/index.ts';
import type { Writer } from '../../platform/db/database.ts';

export type ReconversionNews =
  | 'planned'
  | 'answered'
  | 'asked'
  | 'approved'
  | 'refused'
  | 'registered';

/** What the supervisor waits for; everything else is news for the provider. */
const forSupervisor: readonly ReconversionNews[] = ['planned', 'answered'];

/** Tells whoever has to do or know the next thing about a reconversion. */
export async function tellOfReconversion(
  tx: Writer,
  news: ReconversionNews,
  about: {
    id: string;
    eventId: string;
    unitId: string;
    providerId: string;
    places: number;
    days?: Readonly<Record<string, string>>;
  },
): Promise<void> {
  const [unit] = await tx.rows<{ name: string; now: Date }>(
    'select name, platform.now() as now from capacity.care_unit where id = $1',
    [about.unitId],
  );
  if (!unit) return;
  await notify(tx, {
    to: forSupervisor.includes(news)
      ? { role: 'AS', organisationId: null }
      : { role: 'PC', organisationId: about.providerId },
    kind: `capacity.reconversion-${news}`,
    path: `/omvormingen?omvorming=${about.id}`,
    about: unit.name.slice(0, 160),
    details: { places: about.places, ...about.days },
    dedupeKey: `capacity.reconversion ${about.eventId}`,
    at: new Date(unit.now),
  });
}
