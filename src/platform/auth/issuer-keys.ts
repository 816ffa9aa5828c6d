import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JWK } from 'oidc-provider';

/** The secrets of the embedded provider: they stay the same from one start to the next. */
export interface IssuerKeys {
  jwk: JWK;
  cookieKey: string;
  clientSecret: string;
}

/** New secrets, kept nowhere. */
export function makeIssuerKeys(): IssuerKeys {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    jwk: {
      ...(privateKey.export({ format: 'jwk' }) as JWK),
      alg: 'RS256',
      use: 'sig',
      kid: randomBytes(8).toString('hex'),
    },
    cookieKey: randomBytes(32).toString('hex'),
    clientSecret: randomBytes(32).toString('hex'),
  };
}

/** The secrets kept in the data folder; made at the first start. */
export function issuerKeysIn(dataDir: string): IssuerKeys {
  const file = join(dataDir, 'identity-provider.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as IssuerKeys;
  const keys = makeIssuerKeys();
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify(keys), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return keys;
}
