import type { Reader } from '../platform/db/database.ts';
import type { CandidateRecord } from './candidate-record.ts';
import type { CandidateChild, CandidateList, PlaceList } from './contract.ts';
import type { lookForPlaces } from './find-places.ts';
import type { Verdict } from './verdict.ts';

type Rows = Pick<Reader, 'rows'>;

/** A verdict as it goes over the line: what is frozen within is copied. */
const shown = (verdicts: readonly Verdict[]) =>
  verdicts.map((verdict) => ({
    ...verdict,
    params: Object.fromEntries(
      Object.entries(verdict.params).map(([key, value]) => [
        key,
        typeof value === 'object' && value !== null ? [...value] : value,
      ]),
    ),
  }));

/** How the children of a list are told to somebody who reads it: pseudonym, age, where they stand. */
export async function childrenOf(tx: Rows, requestIds: readonly string[]) {
  const rows = await tx.rows<CandidateChild & { mine: boolean }>(
    `select r.id as "requestId", p.pseudonym, to_char(p.born_month, 'YYYY-MM') as "bornMonth", p.sex, r.region_code as region,
            coalesce(s.content -> 'bands' -> (q.band_no - 1) ->> 'code', '') as band, coalesce(q.since, r.since, r.registered_on) as since,
            coalesce(r.region_code = (select auth.my_area()), false) as mine
       from waiting_list.request r
       join waiting_list.person p on p.id = r.person_id
       left join lateral (select * from waiting_list.position x where x.request_id = r.id limit 1) q on true
       left join waiting_list.applied a on true
       left join waiting_list.rule_set s on s.version = a.version
      where r.id = any ($1::uuid[])`,
    [requestIds],
  );
  return new Map(rows.map((row) => [row.requestId, row]));
}

/** The children of these requests, in their order, without whose they are. */
const told = (
  children: ReadonlyMap<string, CandidateChild & { mine: boolean }>,
  requestIds: readonly string[],
): CandidateChild[] =>
  requestIds.flatMap((id) => {
    const child = children.get(id);
    if (!child) return [];
    const { mine: _, ...rest } = child;
    return [rest];
  });

interface UnitWords {
  unitId: string;
  name: string;
  providerName: string;
  municipality: string | null;
  region: string;
  lat: number;
  lon: number;
}
export async function unitsOf(
  tx: Rows,
  unitIds: readonly string[],
): Promise<Map<string, UnitWords>> {
  const rows = await tx.rows<UnitWords>(
    `select u.id as "unitId", u.name, o.name as "providerName", m.name as municipality, s.region_code as region,
            s.lat, s.lon
       from capacity.care_unit u join capacity.provider o on o.id = u.provider_id join capacity.site s on s.id = u.site_id
       left join region.municipality m on m.code = s.municipality_code
      where u.id = any ($1::uuid[])`,
    [[...new Set(unitIds)]],
  );
  return new Map(rows.map((row) => [row.unitId, row]));
}

/** A record of candidates as a screen shows it. */
export async function candidateList(
  tx: Rows,
  recordId: string | null,
  record: CandidateRecord,
): Promise<CandidateList> {
  const { answer, input } = record;
  const { offer } = input;
  const children = await childrenOf(tx, [
    ...answer.candidates.flatMap(({ requestIds }) => requestIds),
    ...answer.listed.flatMap(({ requestIds }) => requestIds),
  ]);
  const unit = (await unitsOf(tx, [offer.unitId])).get(offer.unitId);
  const of = (requestIds: readonly string[]) => told(children, requestIds);
  return {
    recordId,
    rules: input.orderRules.version,
    from: input.period.from,
    unit: {
      unitId: offer.unitId,
      name: unit?.name ?? '',
      providerName: unit?.providerName ?? '',
      module: offer.moduleCode,
      offerable: offer.offerable,
      ageMin: offer.ageMin,
      ageMax: offer.ageMax,
      genderMix: offer.genderMix,
    },
    candidates: answer.candidates.map((each, at) => ({
      rank: at + 1,
      children: of(each.requestIds),
      because: each.because,
      lanes: [...each.lanes],
      verdicts: shown(each.verdicts),
      soft: { ...each.soft },
      mine: each.requestIds.every((id) => children.get(id)?.mine ?? false),
    })),
    excluded: answer.listed.map((each) => ({
      children: of(each.requestIds),
      verdicts: shown(each.verdicts),
    })),
    looked: answer.looked,
    excludedCount: answer.excluded,
    excludedBy: { ...answer.excludedBy },
    complete: answer.complete,
  };
}

/** The centre of the municipality that a child is of. */
async function homeOf(tx: Rows, requestId: string): Promise<PlaceList['home']> {
  const [home] = await tx.rows<NonNullable<PlaceList['home']>>(
    `select m.name, m.lat, m.lon from waiting_list.request r join waiting_list.person p on p.id = r.person_id
       join region.municipality m on m.code = p.municipality_code where r.id = $1`,
    [requestId],
  );
  return home ?? null;
}

/** The places for a child as a screen shows them. */
export async function placeList(
  tx: Rows,
  requestId: string,
  found: Awaited<ReturnType<typeof lookForPlaces>>,
): Promise<PlaceList> {
  const { answer, offers, requestIds, from } = found;
  const children = await childrenOf(tx, requestIds);
  const named = [
    ...answer.fits,
    ...answer.nearMisses,
    ...answer.splits.flatMap(({ parts }) => parts),
  ];
  const units = await unitsOf(
    tx,
    named.map(({ unitId }) => unitId),
  );
  const offerable = new Map(
    offers.map((offer) => [`${offer.unitId} ${offer.moduleCode}`, offer.offerable]),
  );
  const place = (each: (typeof answer.fits)[number]) => {
    const unit = units.get(each.unitId);
    return {
      unitId: each.unitId,
      module: each.moduleCode,
      name: unit?.name ?? '',
      providerName: unit?.providerName ?? '',
      municipality: unit?.municipality ?? null,
      region: unit?.region ?? '',
      lat: unit?.lat ?? 0,
      lon: unit?.lon ?? 0,
      offerable: offerable.get(`${each.unitId} ${each.moduleCode}`) ?? 0,
      soft: { ...each.soft },
      verdicts: shown(each.verdicts),
    };
  };
  return {
    requestId,
    from,
    together: requestIds.length,
    children: told(children, requestIds),
    mine: requestIds.every((id) => children.get(id)?.mine ?? false),
    home: await homeOf(tx, requestId),
    fits: answer.fits.map(place),
    nearMisses: answer.nearMisses.map((each) => ({
      ...place(each),
      from: each.nearest.from,
      decisions: shown(each.nearest.decisions),
    })),
    looked: answer.looked,
    excludedBy: { ...answer.excludedBy },
    splits: answer.splits.map(({ parts, kmApart, kmFromHome }) => ({
      kmApart,
      kmFromHome,
      parts: parts.map((part) => ({
        requestIds: [...part.requestIds],
        unitId: part.unitId,
        module: part.moduleCode,
        unitName: units.get(part.unitId)?.name ?? '',
      })),
    })),
  };
}
