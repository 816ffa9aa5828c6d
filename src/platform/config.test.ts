import { expect, test } from 'vitest';
import { readConfig, variables } from './config.ts';

const mail = (env: Record<string, string>) => readConfig(env, { demo: false }).mail;

test('without a server no mail is sent; with one it begins plainly and becomes TLS', () => {
  expect(mail({ SMTP_FROM: 'a@b.be' })).toBeNull();
  expect(mail({ SMTP_HOST: 'mail.b.be', SMTP_FROM: 'a@b.be' })).toEqual({
    host: 'mail.b.be',
    port: 587,
    from: 'a@b.be',
    tls: 'starttls',
    user: null,
    password: null,
  });
});

test.each([
  [{ SMTP_HOST: 'm' }, 'SMTP_FROM'],
  [{ SMTP_HOST: 'm', SMTP_FROM: 'Iemand <a@b.be>' }, 'SMTP_FROM'],
  [{ SMTP_HOST: 'm', SMTP_FROM: 'a@b.be', SMTP_TLS: 'ssl' }, 'SMTP_TLS'],
  [{ SMTP_HOST: 'm', SMTP_FROM: 'a@b.be', SMTP_PORT: '0' }, 'SMTP_PORT'],
  [{ SMTP_HOST: 'm', SMTP_FROM: 'a@b.be', SMTP_USER: 'u' }, 'SMTP_PASSWORD'],
])('%o is refused by naming %s, which stands in the list of settings', (env, name) => {
  expect(() => mail(env as Record<string, string>)).toThrow(name);
  expect(variables.map((each) => each.name)).toContain(name);
});
