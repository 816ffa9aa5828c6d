import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { makeProvider, makeReference } from '../../capacity/fixtures.ts';
import { mailText } from '../../platform/mail/mail-text.ts';
import { forgetMail, sendDue } from '../../platform/mail/send-due.ts';
import { openTransport } from '../../platform/mail/transport.ts';
import {
  type SignedIn,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../../platform/testing/database.ts';
import { noticeKinds, usualMail } from '../kinds.ts';
import { choose } from '../notices.queries.ts';
import { type NoticeInput, notify } from '../notify.ts';
import { composeMail } from './compose-mail.ts';
import { confirmMailbox, dropMailbox, keepMailbox, mailbox } from './mailbox.queries.ts';

const publicUrl = 'https://vrijplaats.example';
const unitName = 'De Linde (verzonnen)';
const quiet = { quietFrom: null, quietUntil: null };

let t: TestDatabase;
let provider: string;
beforeAll(async () => {
  t = await testDatabase();
  provider = await t.db.as('vp_jobs', async (tx) => {
    await makeReference(tx);
    return makeProvider(tx);
  });
});
afterAll(() => t.close());
beforeEach(async () => {
  await t.owner(
    `update platform.mail set given_up_at = now(), fault = 'TOO_OLD' where sent_at is null and given_up_at is null`,
  );
});

/** A mail server on this machine that keeps what it takes. */
async function mailServer(answers: { recipient?: number; message?: number; port?: number } = {}) {
  const taken: { raw: string; to: string }[] = [];
  const refusal = (code: number) => Object.assign(new Error('no'), { responseCode: code });
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onRcptTo: (_address, _session, done) =>
      answers.recipient ? done(refusal(answers.recipient)) : done(),
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        if (answers.message) return done(refusal(answers.message));
        const [to] = session.envelope.rcptTo;
        taken.push({ raw: Buffer.concat(parts).toString('utf8'), to: to?.address ?? '' });
        return done();
      });
    },
  });
  server.on('error', () => {});
  server.listen(answers.port ?? 0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  onTestFinished(close);
  const settings = {
    host: '127.0.0.1',
    port,
    from: 'vrijplaats@house.invalid',
    tls: 'none',
  } as const;
  const transport = openTransport({ ...settings, user: null, password: null }, publicUrl);
  return {
    port,
    taken,
    close,
    transport,
    send: () => sendDue(t.db, { transport, compose: composeMail(publicUrl) }),
    read: () => Promise.all(taken.map(({ raw }) => PostalMime.parse(raw))),
  };
}

/** Somebody of the provider with an address that is theirs. */
async function reader(address: string, hours = quiet): Promise<SignedIn> {
  const who = await signIn(t, 'PI', { organisationId: provider });
  await t.db.write(who, (tx) => keepMailbox(tx, { address, language: 'nl', ...hours }, '123456'));
  expect(await t.db.write(who, (tx) => confirmMailbox(tx, '123456'))).toEqual({ confirmed: true });
  await t.owner(
    `update platform.mail set given_up_at = now(), fault = 'TOO_OLD' where person_id = $1 and sent_at is null`,
    [who.personId],
  );
  return who;
}
let n = 0;
const tell = (who: SignedIn, change: Partial<NoticeInput> = {}) =>
  t.db.as('vp_jobs', (tx) =>
    notify(tx, {
      to: { personId: who.personId, role: 'PI' },
      kind: 'allocation.proposal-sent',
      path: '/voorstellen/x',
      about: unitName,
      details: { until: '2026-05-06' },
      dedupeKey: `mail ${++n}`,
      at: new Date(),
      ...change,
    }),
  );
const waiting = (who: SignedIn) =>
  t.owner<{
    id: string;
    tries: number;
    fault: string | null;
    given_up_at: Date | null;
    content: unknown[];
  }>(
    `select * from platform.mail where person_id = $1 and topic = 'notices.told' order by queued_at, id`,
    [who.personId],
  );
const dueNow = () =>
  t.owner(
    `update platform.mail set next_try_at = now() where sent_at is null and given_up_at is null`,
  );

describe('a notice by mail', () => {
  test('is sent once, whoever sends at the same time, and names no unit, no person, one address', async () => {
    const who = await reader('intake@house.invalid');
    await tell(who);
    const server = await mailServer();
    await Promise.all([server.send(), server.send(), server.send(), server.send()]);
    await server.send();
    expect(server.taken).toHaveLength(1);
    const [mail] = await server.read();
    const [row] = await waiting(who);
    expect(server.taken[0]!.to).toBe('intake@house.invalid');
    expect(mail!.messageId).toBe(`<${row!.id}@vrijplaats.example>`);
    expect(mail!.subject).toBe('Vrijplaats: Nieuw voorstel');
    expect(mail!.text).toContain(
      'Er staat een voorstel klaar. Antwoord ten laatste op 6 mei 2026.',
    );
    for (const body of [mail!.text, mail!.html]) {
      expect(body!.match(/https?:\/\/[^\s"<]+/g)).toEqual([`${publicUrl}/voorstellen/x`]);
      expect(body).not.toContain('Linde');
    }
  });

  test('a change that is undone is not mailed', async () => {
    const who = await reader('undone@house.invalid');
    const broken = t.db.as('vp_jobs', async (tx) => {
      await notify(tx, {
        to: { personId: who.personId, role: 'PI' },
        kind: 'allocation.proposal-sent',
        path: '/',
        dedupeKey: 'undone',
        at: new Date(),
      });
      throw new Error('breaks off');
    });
    await expect(broken).rejects.toThrow('breaks off');
    expect(await waiting(who)).toEqual([]);
  });

  test('speaks the language of its reader', async () => {
    const who = await reader('fr@house.invalid');
    await t.db.write(who, (tx) =>
      keepMailbox(tx, { address: 'fr@house.invalid', language: 'fr', ...quiet }, '000000'),
    );
    await tell(who);
    const server = await mailServer();
    await server.send();
    const [mail] = await server.read();
    expect(mail!.text).toContain('Répondez au plus tard le 6 mai 2026');
    expect(mail!.html).toContain('lang="fr"');
  });
});

describe('a server that does not take it', () => {
  test('away: tried again with pauses, under the same name, and sent when it is back', async () => {
    const who = await reader('away@house.invalid');
    await tell(who);
    const first = await mailServer();
    await first.close();
    expect(await first.send()).toEqual(['NO_CONNECTION']);
    expect(await first.send()).toEqual([]);
    const [row] = await waiting(who);
    expect(row).toMatchObject({ tries: 1, fault: 'NO_CONNECTION', given_up_at: null });
    await dueNow();
    const back = await mailServer({ port: first.port });
    expect(await back.send()).toEqual(['SENT']);
    expect((await back.read())[0]!.messageId).toBe(`<${row!.id}@vrijplaats.example>`);
  });

  test('a fall between handing over and writing it down: once more under the same name, then never again', async () => {
    const who = await reader('val@house.invalid');
    await tell(who);
    const server = await mailServer();
    const falls = {
      send: async (mail: Parameters<typeof server.transport.send>[0]) => {
        await server.transport.send(mail);
        throw new Error('the process ends here');
      },
    };
    const compose = composeMail(publicUrl);
    await expect(sendDue(t.db, { transport: falls, compose })).rejects.toThrow('ends here');
    expect(await server.send()).toEqual([]);
    await dueNow();
    expect(await server.send()).toEqual(['SENT']);
    await dueNow();
    expect(await server.send()).toEqual([]);
    const mails = await server.read();
    expect(mails).toHaveLength(2);
    expect(new Set(mails.map(({ messageId }) => messageId))).toEqual(
      new Set([`<${(await waiting(who))[0]!.id}@vrijplaats.example>`]),
    );
  });

  test('one that cannot be put into words holds up no other', async () => {
    const [broken, fine] = [await reader('stuk@house.invalid'), await reader('heel@house.invalid')];
    await tell(broken, { details: { until: '2026-99-99' } });
    await tell(fine);
    const server = await mailServer();
    expect(await server.send()).toEqual(['MESSAGE_REFUSED', 'SENT']);
    expect(server.taken.map(({ to }) => to)).toEqual(['heel@house.invalid']);
    expect(await waiting(broken)).toMatchObject([
      { fault: 'MESSAGE_REFUSED', given_up_at: expect.any(Date) },
    ]);
  });

  test('an address is an address: no second line, no second receiver, no heading of its own', async () => {
    const who = await signIn(t, 'PI', { organisationId: provider });
    for (const address of [
      'a@house.invalid\r\nBcc: b@house.invalid',
      'a@house.invalid,b@house.invalid',
      'A <a@house.invalid>',
      'a@house.invalid\u0000',
      'a@house.invalid b@house.invalid',
      'a\u007f@house.invalid',
    ])
      await expect(
        t.db.write(who, (tx) => keepMailbox(tx, { address, language: 'nl', ...quiet }, '123456')),
        address,
      ).rejects.toMatchObject({ kind: 'bad-request' });
    const server = await mailServer();
    await server.transport.send({
      id: 'x',
      to: 'a@house.invalid',
      ...mailText({
        subject: 'Twee\r\nBcc: b@house.invalid',
        language: 'nl',
        lines: ['x'],
        link: { words: 'x', href: publicUrl },
        foot: 'x',
      }),
    });
    const [mail] = await server.read();
    expect(mail!.subject).toBe('Twee Bcc: b@house.invalid');
    expect(mail!.bcc).toBeUndefined();
    expect(server.taken.map(({ to }) => to)).toEqual(['a@house.invalid']);
  });

  test('an address that is refused is given up, its person told inside, and gets no more', async () => {
    const who = await reader('nobody@house.invalid');
    await tell(who);
    const server = await mailServer({ recipient: 550 });
    expect(await server.send()).toEqual(['REFUSED']);
    expect(await waiting(who)).toMatchObject([{ fault: 'REFUSED' }]);
    expect((await t.db.read(who, mailbox)).mailbox).toMatchObject({
      refusedAt: expect.anything() as unknown,
    });
    const told = await t.owner<{ kind: string }>(
      `select kind from notices.notice where person_id = $1 order by at desc, kind limit 1`,
      [who.personId],
    );
    expect(told).toEqual([{ kind: 'account.mail-refused' }]);
    await tell(who);
    expect(await waiting(who)).toHaveLength(1);
  });

  test.each([
    ['not now', { recipient: 451 }, 'TRY_LATER', false],
    ['not this mail', { message: 554 }, 'MESSAGE_REFUSED', true],
  ] as const)('%s', async (_, answers, fault, isOver) => {
    const who = await reader(`x${++n}@house.invalid`);
    await tell(who);
    const server = await mailServer(answers);
    expect(await server.send()).toEqual([fault]);
    const [row] = await waiting(who);
    expect([row!.fault, row!.given_up_at !== null]).toEqual([fault, isOver]);
    expect((await t.db.read(who, mailbox)).mailbox?.refusedAt).toBeNull();
  });

  test('after so many tries it is given up; what lay too long is no news', async () => {
    const who = await reader('never@house.invalid');
    await tell(who);
    const server = await mailServer({ recipient: 451 });
    for (let tries = 0; tries < 8; tries++) {
      await dueNow();
      await server.send();
    }
    expect(await waiting(who)).toMatchObject([{ tries: 8, given_up_at: expect.any(Date) as Date }]);
    await tell(who);
    await t.owner(
      `update platform.mail set due_at = now() - interval '5 days' where sent_at is null and given_up_at is null`,
    );
    await forgetMail(t.db);
    expect((await waiting(who))[1]).toMatchObject({ fault: 'TOO_OLD' });
  });
});

describe('when one wants it', () => {
  test('gathered kinds go in one mail in the morning; unwanted ones not at all', async () => {
    const who = await reader('digest@house.invalid');
    const set = (kind: string, mailed: 'DAILY' | 'NEVER') =>
      t.db.write(who, (tx) => choose(tx, kind, { mailed }));
    await set('allocation.proposal-sent', 'DAILY');
    await set('allocation.proposal-said', 'NEVER');
    await tell(who);
    await tell(who, { kind: 'allocation.proposal-said' });
    await tell(who, { kind: 'capacity.figures-old', details: { count: 9 } });
    expect((await waiting(who)).map(({ content }) => content.length)).toEqual([2]);
    const server = await mailServer();
    expect(await server.send()).toEqual([]);
    await dueNow();
    await server.send();
    const [mail] = await server.read();
    expect(mail!.subject).toBe('Vrijplaats: 2 berichten');
    expect(mail!.text).toContain('- De cijfers zijn 9 dagen niet bevestigd');
    expect(mail!.text!.match(/https?:\/\/\S+/g)).toEqual([`${publicUrl}/berichten`]);
    // What comes after it was sent waits for the next.
    await tell(who);
    expect(await waiting(who)).toHaveLength(2);
  });

  test.each([
    ['22:00', '07:00', '2026-05-06T20:30:00Z', '2026-05-07T05:00:00.000Z'],
    ['22:00', '07:00', '2026-05-06T03:30:00Z', '2026-05-06T05:00:00.000Z'],
    ['22:00', '07:00', '2026-05-06T05:00:00Z', '2026-05-06T05:00:00.000Z'],
    ['22:00', '07:00', '2026-05-06T12:00:00Z', '2026-05-06T12:00:00.000Z'],
    ['12:00', '13:00', '2026-05-06T10:30:00Z', '2026-05-06T11:00:00.000Z'],
    // The nights on which the clock is moved.
    ['22:00', '07:00', '2026-03-28T22:30:00Z', '2026-03-29T05:00:00.000Z'],
    ['22:00', '07:00', '2026-10-24T21:30:00Z', '2026-10-25T06:00:00.000Z'],
  ])('quiet from %s until %s: what comes at %s goes at %s', async (from, until, at, goes) => {
    const [row] = await t.owner<{ goes: Date }>(`select notices.after_quiet($1, $2, $3) as goes`, [
      at,
      from,
      until,
    ]);
    expect(row!.goes.toISOString()).toBe(goes);
  });

  test('what is usual for a kind is the same here and in the database', async () => {
    for (const kind of Object.keys(noticeKinds)) {
      const [row] = await t.owner<{ usual: string }>('select notices.usual_mail($1) as usual', [
        kind,
      ]);
      expect([kind, usualMail(kind)]).toEqual([kind, row!.usual]);
    }
  });
});

describe('an address', () => {
  const keep = (who: SignedIn, address: string, code: string) =>
    t.db.write(who, (tx) => keepMailbox(tx, { address, language: 'nl', ...quiet }, code));
  const confirm = (who: SignedIn, code: string) =>
    t.db.write(who, (tx) => confirmMailbox(tx, code));

  test('proves itself by a code that comes there; until then nothing else does', async () => {
    const who = await signIn(t, 'PI', { organisationId: provider });
    await keep(who, 'new@house.invalid', '654321');
    await tell(who);
    expect(await waiting(who)).toEqual([]);
    const server = await mailServer();
    await server.send();
    expect((await server.read())[0]!.text).toContain('654321');
    expect(await confirm(who, '111111')).toEqual({ confirmed: false });
    expect(await confirm(who, '654321')).toEqual({ confirmed: true });
    await tell(who);
    expect(await waiting(who)).toHaveLength(1);
  });

  test('five wrong codes and the right one is good for nothing; six codes a day are too many', async () => {
    const who = await signIn(t, 'PI', { organisationId: provider });
    await keep(who, 'a@house.invalid', '654321');
    for (let tries = 0; tries < 5; tries++) await confirm(who, '000000');
    expect(await confirm(who, '654321')).toEqual({ confirmed: false });
    for (let codes = 1; codes < 5; codes++) await keep(who, `b${codes}@house.invalid`, '654321');
    await expect(keep(who, 'c@house.invalid', '654321')).rejects.toMatchObject({
      code: 'too-many-codes',
    });
  });

  test('nobody reads the code, another’s address or the mail that waits', async () => {
    const who = await reader('own@house.invalid');
    const other = await signIn(t, 'PI', { organisationId: provider });
    expect(await t.db.read(other, mailbox)).toEqual({ mailbox: null });
    for (const sql of ['select code_hash from notices.mailbox', 'select 1 from platform.mail'])
      await expect(t.db.read(who, (tx) => tx.rows(sql))).rejects.toMatchObject({
        code: 'forbidden',
      });
  });

  test('dropped or changed, what waited for it does not go', async () => {
    const who = await reader('old@house.invalid');
    await tell(who);
    await t.db.write(who, dropMailbox);
    const server = await mailServer();
    await server.send();
    expect(server.taken).toEqual([]);
    expect(await t.db.read(who, mailbox)).toEqual({ mailbox: null });
  });

  test.each(['no address', 'a@b@c.be', 'a@b.be\r\nBcc: x@y.be', 'a,b@c.be', '<a@b.be>'])(
    'is one address: %j is refused',
    async (address) => {
      const who = await signIn(t, 'PI', { organisationId: provider });
      await expect(keep(who, address, '123456')).rejects.toMatchObject({
        code: 'mailbox-address-check',
      });
    },
  );
});

test.each(['\r\n', '\n', '\r', '\u2028', '\u0000'])(
  'a name with %j in it adds no heading and no line',
  async (sign) => {
    const server = await mailServer();
    const name = `De Linde${sign}Bcc: thief@elsewhere.invalid${sign}${sign}<script>x</script>`;
    const text = mailText({
      subject: name,
      language: 'nl',
      lines: [name],
      items: [name],
      link: { words: name, href: publicUrl },
      foot: name,
    });
    expect(await server.transport.send({ ...text, id: 'x', to: 'a@house.invalid' })).toBe('SENT');
    const [mail] = await server.read();
    expect(mail!.bcc ?? []).toEqual([]);
    expect(mail!.headers.map(({ key }) => key).sort()).toEqual(
      (await headingsOfPlainMail()).sort(),
    );
    expect(mail!.html).not.toContain('<script>');
    expect(mail!.text!.split('\n').filter((line) => line.startsWith('Bcc'))).toEqual([]);
  },
);

async function headingsOfPlainMail(): Promise<string[]> {
  const server = await mailServer();
  const link = { words: 'x', href: publicUrl };
  const text = mailText({ subject: 'x', language: 'nl', lines: ['x'], link, foot: 'x' });
  await server.transport.send({ ...text, id: 'x', to: 'a@house.invalid' });
  return (await server.read())[0]!.headers.map(({ key }) => key);
}
