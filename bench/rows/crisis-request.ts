import { get } from 'node:http';
import {
  beginFixtures,
  makeRequest,
  makeWindow,
  makeYear,
} from '../../src/foster-care/fixtures.ts';
import { sessionCookie } from '../../src/platform/auth/session-cookie.ts';
import type { ApplicationRole } from '../../src/platform/db/roles.ts';
import { type Bare, startBare } from '../bare.ts';
import { load, requestText } from '../load.ts';
import { type Measure, median } from '../measure.ts';
import { type BenchServer, startServer } from '../server.ts';
import { type BenchWorld, clientOf, openWorld } from '../world.ts';

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 100);
/** Two saves in each: far above ten times the busiest hour of all desks together. */
const roundMs = 1_000;
const searchesPerSecond = 10;

const p99 = (values: number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.99)]!;
const digits = (value: number) => Number(value.toPrecision(4));

/** An open stream, of which the next event that holds some text is awaited. */
async function openStream(origin: string, path: string, headers: Record<string, string>) {
  let awaited: { text: string; seen: () => void } | null = null;
  const request = get(`${origin}${path}`, { headers, agent: false });
  await new Promise<void>((resolve, reject) => {
    request.on('error', reject);
    request.on('response', (response) => {
      response.on('data', (chunk: Buffer) => {
        if (awaited && chunk.includes(awaited.text)) awaited.seen();
      });
      resolve();
    });
  });
  return {
    next: (text: string) =>
      new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`nothing told of ${text}`)), 20_000);
        awaited = {
          text,
          seen() {
            clearTimeout(timer);
            awaited = null;
            resolve();
          },
        };
      }),
    close: () => request.destroy(),
  };
}
type Stream = Awaited<ReturnType<typeof openStream>>;

/** Somebody of a role at their browser. */
async function personOf(
  world: BenchWorld,
  server: BenchServer,
  role: ApplicationRole,
  area?: string,
) {
  const { token } = await world.caller(role, area);
  const headers = { cookie: `${sessionCookie}=${token}` };
  const ask = async <T>(path: string, body?: object): Promise<T> => {
    const response = await fetch(`${server.origin}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        ...headers,
        'x-csrf-token': 'bench',
        'idempotency-key': crypto.randomUUID(),
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok)
      throw new Error(`${path} answers ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
  return { headers, ask, listen: () => openStream(server.origin, '/api/live', headers) };
}
type Person = Awaited<ReturnType<typeof personOf>>;

/** Milliseconds from the save until it was told, and until the screen that asks anew shows it. */
interface Times {
  told: number;
  shown: number;
}
async function timed(
  save: () => Promise<string>,
  told: Promise<void>,
  show: (id: string) => Promise<boolean>,
): Promise<Times> {
  const began = performance.now();
  const saved = save();
  await told;
  const toldMs = performance.now() - began;
  if (!(await show(await saved))) throw new Error('what was told is not on the screen');
  return { told: toldMs, shown: performance.now() - began };
}

/** A desk with a partner that pledges more than is asked. */
async function makeDesk(world: BenchWorld, server: BenchServer, providerId: string) {
  const desk = await personOf(world, server, 'CR');
  const { id: partnerId } = await desk.ask<{ id: string }>('/api/crisis/partners', {
    name: `Meetpartner ${crypto.randomUUID().slice(0, 8)} (verzonnen)`,
    sector: 'YOUTH_CARE',
    providerId,
  });
  const { id: pledgeId } = await desk.ask<{ id: string }>('/api/crisis/pledges', {
    partnerId,
    kind: 'GUIDANCE',
    places: 100,
    funding: 'STRUCTURAL',
    from: '2025-01-01',
  });
  return { desk, pledgeId };
}

/** A call comes in and the partner is asked: until it is on the partner's screen. */
async function askPartner(
  desk: Person,
  pledgeId: string,
  partner: Person,
  stream: Stream,
): Promise<Times> {
  const { minorIds } = await desk.ask<{ minorIds: string[] }>('/api/crisis/requests', {
    kind: 'DISPATCH',
    registrarKind: 'POLICE',
    agreement: 'YES',
    wanted: 'GUIDANCE',
    minors: [{ ageYears: 12, sex: 'F' }],
  });
  let attemptId = '';
  const times = await timed(
    async () => {
      const asked = await desk.ask<{ attemptIds: string[] }>(
        `/api/crisis/minors/${minorIds[0]}/ask`,
        { asks: [{ pledgeId }] },
      );
      return (attemptId = asked.attemptIds[0]!);
    },
    stream.next('event: notices'),
    async (id) =>
      (await partner.ask<{ rows: { id: string }[] }>('/api/crisis/asked')).rows.some(
        (row) => row.id === id,
      ),
  );
  await desk.ask(`/api/crisis/attempts/${attemptId}/withdraw`, {});
  return times;
}

/** The families of one service, one of which is always there. */
async function makeFamily(world: BenchWorld): Promise<{ serviceId: string; municipality: string }> {
  return world.db.as('vp_jobs', async (tx) => {
    await beginFixtures(tx);
    const [family] = await tx.rows<{ id: string; serviceId: string; municipality: string }>(
      `update foster_care.family f set state = 'APPROVED', kinds = '{CRISIS,BRIDGING,RESPITE}', age_from = 0, age_to = 17, places = 6,
          siblings_together = true, has_pets = false, school_reach_km = 30, access = 'WHEELCHAIR'
        where f.person_id = (select h.person_id from auth.hat h where h.role_code = 'FF' and h.valid @> current_date order by h.id limit 1)
       returning f.id, f.service_id as "serviceId", f.municipality_code as municipality`,
    );
    await makeWindow(tx, family!.id);
    const { serviceId, municipality } = family!;
    await makeYear(tx, { serviceId, municipality });
    return { serviceId, municipality };
  });
}

/** A card is published: until it is on the family's screen. */
async function publish(
  world: BenchWorld,
  given: Awaited<ReturnType<typeof makeFamily>>,
  service: Person,
  family: Person,
  stream: Stream,
): Promise<Times> {
  const requestId = await world.db.as('vp_jobs', async (tx) => {
    await beginFixtures(tx);
    return makeRequest(tx, given);
  });
  const times = await timed(
    async () => {
      await service.ask(`/api/foster-care/requests/${requestId}/publish`, {});
      return requestId;
    },
    stream.next('event: foster-care'),
    async () => (await family.ask<{ cards: unknown[] }>('/api/foster-care/mine')).cards.length > 0,
  );
  await service.ask(`/api/foster-care/requests/${requestId}/unfilled`, { reason: 'NO_ANSWER' });
  return times;
}

async function bareRound(bare: Bare, stream: Stream): Promise<number> {
  const began = performance.now();
  const told = stream.next('bare');
  await bare.change();
  await told;
  return performance.now() - began;
}

function line(scale: number, what: string, ours: number[], reference: number[]): Measure {
  const ratio = p99(ours) / p99(reference);
  const each = ours.map((ms, i) => ms / reference[i]!);
  return {
    row: 'crisis-request',
    scale,
    what: `${what}: p99 of ${ours.length}, median ${digits(median(ours))} ms against ${digits(median(reference))} ms`,
    ours: digits(p99(ours)),
    reference: digits(p99(reference)),
    unit: 'ms',
    ratio: digits(ratio),
    min: digits(Math.min(...each)),
    max: digits(Math.max(...each)),
    target: '≤ 4',
    met: ratio <= 4,
  };
}

/** From save to seen on the partner's and the family's screen, against commit + NOTIFY + one bare write, with others at work. */
export async function run(scale: number): Promise<Measure[]> {
  const world = await openWorld(scale);
  const server = await startServer({ ...world, admission: { atOnce: 12, urgentAtOnce: 8 } });
  const client = await clientOf(world.superuserUrl);
  const bare = await startBare(world);
  const streams: Stream[] = [];
  const listen = async (stream: Promise<Stream>) => {
    streams.push(await stream);
    return streams.at(-1)!;
  };
  try {
    const [hat] = (
      await client.query(
        `select organisation_id from auth.hat where role_code = 'PI' and valid @> current_date order by id limit 1`,
      )
    ).rows;
    const { desk, pledgeId } = await makeDesk(world, server, hat.organisation_id);
    const partner = await personOf(world, server, 'PI');
    const given = await makeFamily(world);
    const [area] = (
      await client.query('select region_code from foster_care.service where organisation_id = $1', [
        given.serviceId,
      ])
    ).rows;
    const service = await personOf(world, server, 'FS', area.region_code);
    const family = await personOf(world, server, 'FF');
    const ofPartner = await listen(partner.listen());
    const ofFamily = await listen(family.listen());
    const ofBare = await listen(openStream(bare.origin, '/', {}));
    const searcher = await personOf(world, server, 'AT');
    const others = load(
      server.origin,
      [
        {
          name: 'searches',
          requests: [
            requestText('GET', '/api/capacity/search?module=STAY_O12&age=14', searcher.headers),
          ],
          perSecond: searchesPerSecond,
        },
      ],
      (rounds * roundMs) / 1000 + 5,
    );
    const partners: Times[] = [];
    const families: Times[] = [];
    const reference: number[] = [];
    for (let round = -3; round < rounds; round++) {
      const began = performance.now();
      const a = await askPartner(desk, pledgeId, partner, ofPartner);
      const b = await publish(world, given, service, family, ofFamily);
      const c = await bareRound(bare, ofBare);
      if (round >= 0) {
        partners.push(a);
        families.push(b);
        reference.push(c);
      }
      const left = roundMs - (performance.now() - began);
      if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
    }
    await others;
    const of = (times: Times[], which: keyof Times) => times.map((each) => each[which]);
    return [
      line(
        scale,
        'from the save until the partner’s browser is told',
        of(partners, 'told'),
        reference,
      ),
      line(
        scale,
        'from the save until it is on the partner’s screen',
        of(partners, 'shown'),
        reference,
      ),
      line(
        scale,
        'from the save until the family’s phone is told',
        of(families, 'told'),
        reference,
      ),
      line(
        scale,
        'from the save until it is on the family’s screen',
        of(families, 'shown'),
        reference,
      ),
    ];
  } finally {
    for (const stream of streams) stream.close();
    server.stop();
    await bare.stop();
    await client.end();
    await world.close();
  }
}
