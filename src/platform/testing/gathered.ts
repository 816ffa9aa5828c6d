import { Readable, Writable } from 'node:stream';

/** Gathers what is written. */
class Gathered extends Writable {
  text = '';
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

/** Streams for a command: `given` on standard input; what it wrote is told afterwards. */
export function testStreams(given: string | Buffer) {
  const stdout = new Gathered();
  const stderr = new Gathered();
  return {
    streams: { stdin: Readable.from([Buffer.from(given)]), stdout, stderr },
    told: () => ({ out: stdout.text, err: stderr.text }),
  };
}
