import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How another command of the same person reaches the embedded server that runs. */
export interface RunningServer {
  pid: number;
  ownerUrl: string;
  roleSecret: string;
}

const fileIn = (dataDir: string) => join(dataDir, 'server.json');

/** Only the person who started the server may read this: it opens the database. */
export function writeServerFile(dataDir: string, server: RunningServer): void {
  rmSync(fileIn(dataDir), { force: true });
  writeFileSync(fileIn(dataDir), JSON.stringify(server), { mode: 0o600 });
}

export function removeServerFile(dataDir: string): void {
  rmSync(fileIn(dataDir), { force: true });
}

/** The server that runs now, or null: also when its file was left behind. */
export function runningServer(dataDir: string): RunningServer | null {
  try {
    const server = JSON.parse(readFileSync(fileIn(dataDir), 'utf8')) as RunningServer;
    process.kill(server.pid, 0);
    return server;
  } catch {
    return null;
  }
}
