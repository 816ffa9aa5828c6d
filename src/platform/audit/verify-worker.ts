import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from '../db/database.ts';
import { type DayToVerify, verifyDay } from './verify-day.ts';

/** A thread that verifies the days that it is given, one after another; null ends it. */
const { url, roleSecret, beginning } = workerData as {
  url: string;
  roleSecret: string;
  beginning: Uint8Array;
};
const db = openDatabase({ url, roleSecret, poolSize: 1 });
const port = parentPort!;

port.on('message', async (day: DayToVerify | null) => {
  if (day === null) {
    await db.close();
    port.close();
    return;
  }
  try {
    const verified = await verifyDay(db, day, Buffer.from(beginning), (lines) =>
      port.postMessage({ lines }),
    );
    port.postMessage({ verified });
  } catch (error) {
    port.postMessage({ failed: String(error) });
  }
});
