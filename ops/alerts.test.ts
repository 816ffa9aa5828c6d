import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const rules = readFileSync('ops/alerts.yml', 'utf8');
const guide = readFileSync('docs/running.md', 'utf8');
const told = readFileSync('src/platform/metrics/gather-metrics.ts', 'utf8');
const names = [...rules.matchAll(/- alert: (\w+)/g)].map(([, name]) => name!);

test('every rule asks for figures that the program tells', () => {
  const asked = new Set([...rules.matchAll(/vrijplaats_(\w+)/g)].map(([, name]) => name!));
  expect(asked.size).toBeGreaterThan(10);
  for (const name of asked) expect(told, name).toContain(`'${name}'`);
});

test('every alert says in the guide what it means and what to do first, under the same severity', () => {
  expect(names.length).toBeGreaterThan(15);
  for (const name of names) {
    const severity = new RegExp(`alert: ${name}\\n[^]*?severity: (\\w+)`).exec(rules)?.[1];
    expect(guide, name).toMatch(
      new RegExp(`^\\| ${name} \\| ${severity} \\| .{10,} \\| .{5,} \\|$`, 'm'),
    );
  }
});

test('the guide knows no alert that is not there', () => {
  const inGuide = [...guide.matchAll(/^\| (\w+) \| (?:page|look) \|/gm)].map(([, name]) => name!);
  expect(inGuide.sort()).toEqual([...names].sort());
});
