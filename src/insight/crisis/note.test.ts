/** The note to the board: one writes, another sends, the board of the region reads it; what was sent stays. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordEvent } from '../../platform/db/command.ts';
import {
  makeOrganisation,
  type SignedIn,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../../platform/testing/database.ts';
import { startTestServer, type TestServer } from '../../platform/testing/server.ts';
import { insightWords } from '../problem-words.ts';
import type { Note } from './contract.ts';
import { crisisFigureRoutes } from './routes.ts';

let t: TestDatabase;
let server: TestServer;
let writer: SignedIn;
let colleague: SignedIn;
let board: SignedIn;
let elsewhere: SignedIn;
const quarter = '2026-04-01';
const path = `/api/insight/crisis/notes/${quarter}`;

beforeAll(async () => {
  t = await testDatabase();
  await t.owner(
    `insert into region.region (code, name_nl, name_fr, name_en) values ('WVL', 'West-Vlaanderen', 'F', 'W'), ('OVL', 'Oost-Vlaanderen', 'F', 'E') on conflict do nothing;
     insert into insight.crisis_release (region_code, quarter, released_on, smallest, sensitive, invented, tables)
     select r, q, q + 105, 6, 10, true, '[{"table":"all","groups":[{"keys":["*"],"found":60,"none":20}]}]'
       from unnest(array['WVL', 'OVL']) r, unnest(array['2026-01-01', '2026-04-01']::date[]) q`,
  );
  server = await startTestServer(t, {
    routes: crisisFigureRoutes,
    tags: [{ name: 'insight', description: '' }],
    words: [insightWords],
  });
  const team = await makeOrganisation(t, 'access-team');
  const at = { organisationId: team, areaCode: 'WVL' };
  writer = await signIn(t, 'CR', at);
  colleague = await signIn(t, 'CR', at);
  board = await signIn(t, 'RB', at);
  elsewhere = await signIn(t, 'RB', { ...at, areaCode: 'OVL' });
});
afterAll(async () => {
  await server.close();
  await t.close();
});

const write = (who: SignedIn, method: 'PUT' | 'POST', to: string, body?: object) =>
  server.as(who, to, {
    method,
    headers: {
      'idempotency-key': crypto.randomUUID(),
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;
const read = async (who: SignedIn, to: string): Promise<Note | null> => {
  const answer = await server.as(who, to);
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { note: Note | null }).note;
};
const sent = `/api/insight/crisis/sent-note?region=WVL&quarter=${quarter}`;

describe('a note', () => {
  test('is of a quarter that was released', async () => {
    const answer = await write(writer, 'PUT', '/api/insight/crisis/notes/2026-07-01', {
      words: 'Te vroeg',
    });
    expect([answer.status, await codeOf(answer)]).toEqual([404, 'release-not-found']);
    expect((await write(writer, 'POST', `${path}/send`)).status).toBe(404);
  });

  test('is written, and written anew; who wrote it does not send it; the board sees nothing yet', async () => {
    expect((await write(colleague, 'PUT', path, { words: 'Eerste woorden' })).status).toBe(200);
    expect((await write(writer, 'PUT', path, { words: 'Te weinig bedden' })).status).toBe(200);
    expect(await read(writer, path)).toMatchObject({ words: 'Te weinig bedden', mine: true });
    expect(await read(colleague, path)).toMatchObject({ state: 'DRAFT', mine: false });
    const answer = await write(writer, 'POST', `${path}/send`);
    expect([answer.status, await codeOf(answer)]).toEqual([409, 'another-person-sends']);
    expect(await read(board, sent)).toBe(null);
    const file = await server.as(board, sent.replace('sent-note', 'sent-note/file'));
    expect(file.status).toBe(404);
  });

  test('is not sent by its writer by another way either: the database says so too', async () => {
    const actor = { ...writer, name: null };
    const attempt = t.db.write(writer, async (tx) => {
      await recordEvent(tx, actor, {
        slice: 'insight',
        kind: 'past-the-command',
        organisationId: null,
        subjectId: null,
      });
      await tx.rows(`update insight.crisis_note set state = 'SENT' where quarter = $1`, [quarter]);
    });
    await expect(attempt).rejects.toThrow('another-person-sends');
  });

  test('is sent once, however often it is tried at the same time', async () => {
    const answers = await Promise.all(
      [1, 2, 3].map(() => write(colleague, 'POST', `${path}/send`)),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
  });

  test('is read by the board of its region as it was sent, and stays', async () => {
    expect(await read(board, sent)).toMatchObject({
      words: 'Te weinig bedden',
      state: 'SENT',
      mine: false,
    });
    expect(await read(elsewhere, sent)).toBe(null);
    const late = await write(writer, 'PUT', path, { words: 'Toch anders' });
    expect([late.status, await codeOf(late)]).toEqual([409, 'crisis-note-is-sent']);
    expect(await read(colleague, path)).toMatchObject({ words: 'Te weinig bedden', state: 'SENT' });
    const file = await server.as(board, sent.replace('sent-note', 'sent-note/file'));
    expect(file.status).toBe(200);
    const bytes = Buffer.from(await file.arrayBuffer());
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
  });
});
