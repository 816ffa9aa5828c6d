import { eraseChild, waitingListWords } from '../waiting-list/index.ts';
import { Failure, StartProblem } from '../platform/errors.ts';
import { sealClear } from '../platform/vault/seal-clear.ts';
import { clearRows } from './clear-rows.ts';
import { withDatabase } from './commands.ts';

const say = (text: string) => process.stdout.write(`${text}\n`);

/** `vrijplaats vault seal`. */
export const vaultSeal = (): Promise<number> =>
  withDatabase(async (_db, _signal, { ownerUrl, vault }) => {
    const rows = await sealClear(ownerUrl, vault, clearRows);
    say(rows === 0 ? 'Nothing stands in the clear.' : `Sealed ${rows.toLocaleString('en')} rows.`);
    return 0;
  });

/** `vrijplaats vault rotate`. */
export const vaultRotate = (): Promise<number> =>
  withDatabase(async (_db, _signal, { vault }) => {
    const began = performance.now();
    const keys = await vault.keyring.rotate();
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    say(`Wrapped ${keys.toLocaleString('en')} keys with a new master key in ${seconds} s.`);
    say('Keep a copy of the key file elsewhere; the copy of the old one opens nothing any more.');
    return 0;
  });

/** `vrijplaats erase`. */
export const eraseFile = (file: string, reason: string): Promise<number> =>
  withDatabase(async (db, _signal, { vault }) => {
    try {
      const { files, keys } = await eraseChild(db, vault, { personId: file, reason });
      say(`Erased: ${files} files, ${keys} keys destroyed.`);
      say('Backups of the keys may hold them until they are thrown away themselves.');
      return 0;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      const said = waitingListWords.en?.['problems']?.[error.code as never] as
        | { title: string; detail: string }
        | undefined;
      throw new StartProblem(said ? `${said.title}. ${said.detail}` : error.code);
    }
  });
