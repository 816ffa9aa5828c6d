import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  billOfMaterials,
  type Lock,
  type Manifest,
  readLock,
  readManifest,
  supplyFaults,
} from './supply.ts';

const lock = readLock();
const manifest = readManifest();

test('what comes in is pinned, hashed, licensed, little, and runs nothing that is not listed', () => {
  expect(supplyFaults(lock, manifest)).toEqual([]);
  expect(readFileSync('.npmrc', 'utf8')).toMatch(/^save-exact=true$/m);
});

test.each<[string, (lock: Lock, manifest: Manifest) => void, RegExp]>([
  ['no hash', (l) => delete l.packages['node_modules/pg']!.integrity, /pg has no SHA-512/],
  [
    'another registry',
    (l) => (l.packages['node_modules/pg']!.resolved = 'https://elsewhere.example/pg.tgz'),
    /pg comes from/,
  ],
  ['a licence', (l) => (l.packages['node_modules/pg']!.license = 'AGPL-3.0'), /under AGPL/],
  ['a script', (l) => (l.packages['node_modules/pg']!.hasInstallScript = true), /runs a script/],
  ['a range', (_, m) => (m.dependencies['pg'] = '^8.0.0'), /pg is not pinned/],
  [
    'too many',
    (_, m) => {
      for (let n = 0; n < 20; n++) m.dependencies[`more-${n}`] = '1.0.0';
    },
    /direct dependencies/,
  ],
])('%s: found', (_name, spoil, said) => {
  const [badLock, badManifest] = [structuredClone(lock), structuredClone(manifest)];
  spoil(badLock, badManifest);
  expect(supplyFaults(badLock, badManifest).join()).toMatch(said);
});

test('the bill of materials is of these packages: mend it with `node tools/make-sbom.ts`', () => {
  const kept = readFileSync('docs/sbom.cdx.json', 'utf8');
  expect(kept === billOfMaterials(lock, manifest)).toBe(true);
  const { components } = JSON.parse(kept) as { components: { purl: string }[] };
  expect(components.length).toBeGreaterThan(200);
  expect(new Set(components.map(({ purl }) => purl)).size).toBeGreaterThan(200);
});
