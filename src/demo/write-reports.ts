import type { Writer } from '../platform/db/database.ts';
import type { Fault } from './plant-faults.ts';

/** What the access team found when it came for the place; no word of any child. */
const reasons = [
  'De kamer is al maanden een bureau',
  'De leefgroep zegt dat deze plaats er nooit kwam',
  'De plaats hoort bij de leefgroep ernaast',
];

/**
 * Lets the access team report the places that the register calls free and nobody has ever seen, on the
 * last evening; in a greater demo also those of the copies.
 */
export async function writeReports(
  tx: Pick<Writer, 'rows'>,
  faults: readonly Fault[],
  scale: number,
): Promise<void> {
  const places = faults.filter((each) => each.kind === 'PLACE_NOT_REAL');
  await tx.rows(
    `with unreal as (
       select p.*, md5('report ' || p.id)::uuid as report_id, md5('reported ' || p.id)::uuid as reported_by,
              ($2::text[])[1 + n % $3::int] as reason
         from unnest($1::uuid[]) with ordinality as f (id, n)
         cross join generate_series(0, $4::int - 1) k
         join capacity.place p on p.id = case k when 0 then f.id else md5(f.id || ':' || k)::uuid end),
     told as (
       insert into platform.event (id, slice, kind, at, role_code, actor_name, organisation_id, subject_id, reason, details)
       select reported_by, 'capacity', 'place-report.make', platform.now() - interval '4 hours', 'AT', 'Toegangsteam (verzonnen)',
              provider_id, unit_id, reason, json_build_object('module', module_code, 'places', 1, 'placeId', id)
         from unreal)
     insert into capacity.place_report (id, unit_id, module_code, provider_id, place_id, reason, reported_on, event_id, known_from)
     select report_id, unit_id, module_code, provider_id, id, reason, platform.today() - 1, reported_by, platform.now() - interval '4 hours'
       from unreal`,
    [places.map((each) => each.subjectId), reasons, reasons.length, scale],
  );
}
