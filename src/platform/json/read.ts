import { JsonFault } from './fault.ts';

/**
 * Gathers UTF-8 bytes into a text, at most `maxBytes` of them; a byte order mark is dropped.
 * Throws {@link JsonFault} at `$` where there is more, or where the bytes are no UTF-8.
 */
export async function readText(
  source: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const parts: string[] = [];
  let bytes = 0;
  for await (const chunk of source) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new JsonFault('$', `larger than ${maxBytes} bytes; split the file`);
    parts.push(decode(() => decoder.decode(chunk, { stream: true })));
  }
  parts.push(decode(() => decoder.decode()));
  return parts.join('');
}

function decode(step: () => string): string {
  try {
    return step();
  } catch {
    throw new JsonFault('$', 'not UTF-8; save the file as UTF-8');
  }
}
