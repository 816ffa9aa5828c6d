import pg from 'pg';
import { type Login, loginPassword } from '../platform/db/roles.ts';
import { loginOfWho, type Who } from './oracle.ts';

/** What came of one statement asked under a real login. `by` tells the two walls apart. */
export type Verdict =
  | { kind: 'rows'; rows: string[][]; count: number }
  | { kind: 'refused'; by: 'grant' | 'policy' | 'session' | 'trigger'; message: string }
  | { kind: 'failed'; code: string; message: string };

/** Values as the server writes them: what is compared is text. */
const asText = { getTypeParser: () => (value: string) => value };

function verdictOfError(error: unknown): Verdict {
  const { code = '', message } = error as { code?: string; message: string };
  if (code === '42501') {
    const byGrant = message.startsWith('permission denied');
    const by = message.includes('row-level security') ? 'policy' : byGrant ? 'grant' : 'trigger';
    return { kind: 'refused', by, message };
  }
  if (code === '28000') return { kind: 'refused', by: 'session', message };
  return { kind: 'failed', code, message };
}

/** A raw connection of one login, outside the program's pools: what an injected statement would have. */
export class WallClient {
  readonly #client: pg.Client;
  private constructor(client: pg.Client) {
    this.#client = client;
  }

  static async open(to: { ownerUrl: string; roleSecret: string }, who: Who): Promise<WallClient> {
    const login = loginOfWho[who] as Login;
    const url = new URL(to.ownerUrl);
    url.username = login;
    url.password = loginPassword(to.roleSecret, login);
    const client = new pg.Client({ connectionString: url.toString() });
    client.on('error', () => {});
    await client.connect();
    return new WallClient(client);
  }

  /**
   * Asks statements that stand or fall together, in one message and so in one transaction; the verdict is
   * that of the last one. `undo` takes everything back.
   */
  async ask(statements: readonly string[], undo = false): Promise<Verdict> {
    try {
      const done = (await this.#client.query({
        text: `${statements.join(';\n')}${undo ? ';\nrollback' : ''}`,
        rowMode: 'array',
        types: asText,
      })) as unknown;
      const results = (Array.isArray(done) ? done : [done]) as {
        rows: string[][];
        rowCount: number;
      }[];
      const last = results[statements.length - 1]!;
      return { kind: 'rows', rows: last.rows, count: last.rowCount };
    } catch (error) {
      return verdictOfError(error);
    }
  }

  end = () => this.#client.end();
}
