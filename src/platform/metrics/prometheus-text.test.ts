import { expect, test } from 'vitest';
import { prometheusText } from './prometheus-text.ts';

test('tells each figure with its help, its type and its labels', () => {
  expect(
    prometheusText([
      {
        name: 'vrijplaats_requests_total',
        help: 'Requests\nanswered',
        type: 'counter',
        samples: [
          { labels: { lane: 'urgent', status: '2xx' }, value: 3 },
          { labels: { lane: 'a "b" \\', status: '5xx' }, value: 0 },
        ],
      },
      { name: 'vrijplaats_ready', help: 'Ready', type: 'gauge', samples: [{ value: 1 }] },
    ]),
  ).toBe(
    [
      '# HELP vrijplaats_requests_total Requests\\nanswered',
      '# TYPE vrijplaats_requests_total counter',
      'vrijplaats_requests_total{lane="urgent",status="2xx"} 3',
      'vrijplaats_requests_total{lane="a \\"b\\" \\\\",status="5xx"} 0',
      '# HELP vrijplaats_ready Ready',
      '# TYPE vrijplaats_ready gauge',
      'vrijplaats_ready 1',
      '',
    ].join('\n'),
  );
});

test('leaves out what could not be read', () => {
  expect(
    prometheusText([{ name: 'vrijplaats_wal_bytes', help: 'WAL', type: 'gauge', samples: [] }]),
  ).toBe('\n');
});

test.each([
  ['vrijplaats_shed', 'counter'],
  ['vrijplaats_shed_total', 'gauge'],
  ['Shed', 'gauge'],
] as const)('refuses %s as name of a %s', (name, type) => {
  expect(() => prometheusText([{ name, help: '', type, samples: [] }])).toThrow(name);
});
