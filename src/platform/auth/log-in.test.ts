import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../testing/database.ts';
import { startTestServer, type TestServer } from '../testing/server.ts';
let db: TestDatabase, server: TestServer;
beforeAll(async()=>{ db = await testDatabase(); server = await startTestServer(db, {people: async()=>[{subject:'a',name:'An Voorbeeld', roleLabel:'x', organisationName:null}]}); });
afterAll(async()=>{ await server.close(); await db.close(); });
test('x', async()=>{
  for (const p of ['/live','/ready','/api/session','/api/x','/idp/.well-known/openid-configuration']) { const r = await fetch(server.url+p); console.log(p, r.status, (await r.text()).slice(0,300)); }
  const r = await fetch(server.url+'/auth/login', {redirect:'manual'});
  console.log(r.status, r.headers);
  const r2 = await fetch(r.headers.get('location')!, {redirect:'manual'});
  console.log(r2.status, r2.headers, await r2.text());
  expect(1).toBe(1);
});
