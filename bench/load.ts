import { fork } from 'node:child_process';
import { connect, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';

/** One kind of request, as it goes over the line, and how often. */
export interface Stream {
  name: string;
  /** Whole HTTP requests, sent in turn. `__KEY__` becomes a key that is new each time. */
  requests: string[];
  /** Open loop: so many a second, whatever comes back. */
  perSecond?: number;
  /** Closed loop: so many connections that ask again once they are answered. */
  connections?: number;
}

export interface Heard {
  name: string;
  sent: number;
  /** Answered 200 within a second. */
  good: number;
  late: number;
  refused: number;
  /** Any other status, and connections that broke. */
  failed: number;
  /** Milliseconds of each good or late answer. */
  ms: number[];
}

const goodWithinMs = 1_000;
const mostConnections = 600;

/** A request as it goes over the line. */
export function requestText(
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: object,
): string {
  const text = body === undefined ? '' : JSON.stringify(body);
  const lines = [
    `${method} ${path} HTTP/1.1`,
    'host: localhost',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(method === 'GET'
      ? []
      : ['content-type: application/json', `content-length: ${text.length}`]),
  ];
  return `${lines.join('\r\n')}\r\n\r\n${text}`;
}

/** Reads answers that say their length; gives the status of each. */
function answersOf(socket: Socket, onAnswer: (status: number) => void): void {
  let held: Buffer = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    for (;;) {
      const end = held.indexOf('\r\n\r\n');
      if (end < 0) return;
      const head = held.toString('latin1', 0, end);
      const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
      if (held.length < end + 4 + length) return;
      held = held.subarray(end + 4 + length);
      onAnswer(Number(head.slice(9, 12)));
    }
  });
}

interface Line {
  /** False when the line broke. */
  ask(text: string): Promise<number>;
}

function openLine(origin: string): Line {
  const { hostname, port } = new URL(origin);
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  let answer: ((status: number) => void) | null = null;
  const give = (status: number) => {
    const to = answer;
    answer = null;
    to?.(status);
  };
  answersOf(socket, give);
  socket.on('error', () => give(0));
  socket.on('close', () => give(0));
  return {
    ask: (text) =>
      new Promise((resolve) => {
        if (socket.destroyed) return resolve(0);
        answer = resolve;
        socket.write(text);
      }),
  };
}

/** Sends what the streams say for so long, and tells what came back. */
async function generate(origin: string, streams: Stream[], seconds: number): Promise<Heard[]> {
  const began = performance.now();
  const until = began + seconds * 1000;
  const idle: Line[] = [];
  let open = 0;
  const pending: Promise<void>[] = [];
  const heard = streams.map(
    ({ name }): Heard => ({
      name,
      sent: 0,
      good: 0,
      late: 0,
      refused: 0,
      failed: 0,
      ms: [],
    }),
  );
  const next = ({ requests }: Stream, { sent }: Heard) =>
    requests[sent % requests.length]!.replace('__KEY__', crypto.randomUUID());
  async function send(line: Line, stream: Stream, to: Heard): Promise<boolean> {
    const text = next(stream, to);
    to.sent += 1;
    const at = performance.now();
    const status = await line.ask(text);
    const ms = performance.now() - at;
    if (status === 200) {
      to.ms.push(ms);
      if (ms <= goodWithinMs) to.good += 1;
      else to.late += 1;
    } else if (status === 503) to.refused += 1;
    else to.failed += 1;
    return status !== 0;
  }
  async function sendOne(stream: Stream, to: Heard): Promise<void> {
    const line = idle.pop() ?? (open < mostConnections ? openLine(origin) : undefined);
    if (line === undefined) {
      // Whoever finds no line at all has been failed too.
      to.sent += 1;
      to.failed += 1;
      return;
    }
    open += 1;
    if (await send(line, stream, to)) idle.push(line);
    open -= 1;
  }
  const ends = streams.map(async (stream, i) => {
    const to = heard[i]!;
    if (stream.connections !== undefined) {
      const askers = Array.from({ length: stream.connections }, async () => {
        const line = openLine(origin);
        while (performance.now() < until && (await send(line, stream, to)));
      });
      await Promise.all(askers);
      return;
    }
    let due = began;
    while (performance.now() < until) {
      for (; due <= performance.now(); due += 1000 / stream.perSecond!)
        pending.push(sendOne(stream, to));
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  });
  await Promise.all(ends);
  await Promise.all(pending);
  return heard;
}

/** Loads the server from a process of its own. */
export async function load(origin: string, streams: Stream[], seconds: number): Promise<Heard[]> {
  const child = fork(fileURLToPath(import.meta.url), [], {
    env: { ...process.env, BENCH_LOAD: JSON.stringify({ origin, streams, seconds }) },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    child.once('message', (heard) => resolve(heard as Heard[]));
    child.once('exit', (code) => reject(new Error(`the load ended with ${code}`)));
  });
}

const given = process.env['BENCH_LOAD'];
if (given && process.argv[1] === fileURLToPath(import.meta.url)) {
  const { origin, streams, seconds } = JSON.parse(given);
  const heard = await generate(origin, streams, seconds);
  process.send!(heard, () => process.exit(0));
}
