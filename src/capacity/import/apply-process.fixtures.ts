import { openDatabase } from '../../platform/db/database.ts';
import { importExit, runImport } from './import.cli.ts';

/** A process of its own that imports one file as the operator, to be killed halfway. */
if (import.meta.main) {
  const [url = '', roleSecret = '', path = ''] = process.argv.slice(2);
  const db = openDatabase({ url, roleSecret, poolSize: 3 });
  process.send?.('begun');
  const code = await runImport({ db, files: [path], options: { yes: true }, io: process });
  await db.close();
  process.send?.(code === importExit.done ? 'done' : 'not done');
}
