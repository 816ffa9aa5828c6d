import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import {
  type ReadStatement,
  keyName,
  readStatements,
  signedText,
  type Statement,
} from './statement.ts';

/** The key that signs; made at the first start, readable for its owner alone. */
export function signingKey(file: string): KeyObject {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    const { privateKey } = generateKeyPairSync('ed25519');
    writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), {
      mode: 0o600,
      flag: 'wx',
    });
  }
  return createPrivateKey(readFileSync(file));
}

/**
 * The folder of signed statements of one installation: a file for each day that is only ever added to, and
 * the public keys beside them. It lies where the account of the database cannot write.
 */
export interface StatementFolder {
  read(): ReadStatement[];
  /** Signs and adds; on the disk when this returns. */
  add(statement: Statement, privateKey: KeyObject): void;
}

const statementFile = /^\d{4}-\d{2}-\d{2}\.jsonl$/;

/** @param folder of all installations; each has its own within */
export function openStatements(folder: string, instanceId: string): StatementFolder {
  const own = join(folder, instanceId);
  const filesHere = () => (existsSync(own) ? readdirSync(own).sort() : []);
  return {
    read() {
      const files = filesHere();
      const keys = files
        .filter((name) => name.endsWith('.pem'))
        .map((name) => createPublicKey(readFileSync(join(own, name))));
      const texts = files
        .filter((name) => statementFile.test(name))
        .flatMap((name) => readFileSync(join(own, name), 'utf8').split('\n'))
        .filter((line) => line !== '');
      return readStatements(texts, new Map(keys.map((key) => [keyName(key), key])));
    },
    add(statement, privateKey) {
      mkdirSync(own, { recursive: true, mode: 0o755 });
      const publicKey = createPublicKey(privateKey);
      const keyFile = join(own, `${keyName(publicKey)}.pem`);
      if (!existsSync(keyFile))
        writeFileSync(keyFile, publicKey.export({ type: 'spki', format: 'pem' }), { flag: 'wx' });
      const file = openSync(join(own, `${statement.day}.jsonl`), 'a', 0o644);
      try {
        writeSync(file, `${signedText(statement, privateKey)}\n`);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
    },
  };
}
