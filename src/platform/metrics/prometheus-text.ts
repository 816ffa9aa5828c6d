/** A figure that is told to whoever watches over the program, with its samples by label. */
export interface Metric {
  /** `vrijplaats_…`, with the unit at the end; a counter ends in `_total`. */
  name: string;
  help: string;
  type: 'counter' | 'gauge';
  samples: readonly Sample[];
}

interface Sample {
  labels?: Readonly<Record<string, string>>;
  value: number;
}

const named = /^vrijplaats_[a-z0-9_]+$/;
const escapeHelp = (text: string) => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
const escapeLabel = (text: string) => escapeHelp(text).replaceAll('"', '\\"');

function sampleLine(name: string, { labels, value }: Sample): string {
  const pairs = Object.entries(labels ?? {}).map(
    ([label, text]) => `${label}="${escapeLabel(text)}"`,
  );
  return `${name}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${value}`;
}

/**
 * The text form of Prometheus, version 0.0.4. Metrics without samples are left out: what could not be read is
 * absent, never zero.
 * @throws Error for a name that does not keep to the form
 */
export function prometheusText(metrics: readonly Metric[]): string {
  const lines: string[] = [];
  for (const { name, help, type, samples } of metrics) {
    if (!named.test(name) || (type === 'counter') !== name.endsWith('_total'))
      throw new Error(`${name} is no name of a ${type}.`);
    if (samples.length === 0) continue;
    lines.push(`# HELP ${name} ${escapeHelp(help)}`, `# TYPE ${name} ${type}`);
    for (const sample of samples) lines.push(sampleLine(name, sample));
  }
  return `${lines.join('\n')}\n`;
}

export const textType = 'text/plain; version=0.0.4; charset=utf-8';
