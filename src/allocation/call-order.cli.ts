import { type FileStreams, runFileCommand } from '../platform/json/file-command.ts';
import { callOrder } from './call-order.ts';
import { CALL_ORDER_MOST_BYTES, readCallOrder } from './call-order-file.ts';

/** `vrijplaats call-order FILE`: the ids in the order in which they are called. Returns the exit code. */
export const runCallOrder = (path: string, streams: FileStreams): Promise<number> =>
  runFileCommand(
    { name: 'call-order', mostBytes: CALL_ORDER_MOST_BYTES, answer: orderText },
    [path],
    streams,
  );

function* orderText(text: string): Generator<string, number> {
  const { candidates, shares } = readCallOrder(text);
  yield '{"order":[';
  let comma = '';
  for (const { id } of callOrder(candidates, shares)) {
    yield comma + JSON.stringify(id);
    comma = ',';
  }
  yield ']}\n';
  return 0;
}
