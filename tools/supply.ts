import { readFileSync } from 'node:fs';

/** One package of the lock file. */
interface Locked {
  version: string;
  integrity?: string;
  license?: string;
  dev?: boolean;
  optional?: boolean;
  resolved?: string;
  hasInstallScript?: boolean;
}

/** The lock file, as far as it says what comes in. */
export interface Lock {
  lockfileVersion: number;
  packages: Record<string, Locked>;
}

/** What package.json says of what comes in. */
export interface Manifest {
  version: string;
  dependencies: Record<string, string>;
  allowScripts: Record<string, boolean>;
}

/** Licences under which the product may carry a package. */
const allowed = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'OFL-1.1',
  'Python-2.0',
  'Unlicense',
];
/** Packages whose own description names no licence, with what stands in their files. */
const readByHand: Record<string, string> = { 'png-js': 'MIT' };

const most = 40;
const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 13);

const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
export const readLock = () => read('package-lock.json') as Lock;
export const readManifest = () => read('package.json') as Manifest;

/** Packages that are part of the product, in the order of their paths. */
const shipped = (lock: Lock): [string, Locked][] =>
  Object.entries(lock.packages)
    .filter(([path, { dev }]) => path !== '' && !dev)
    .sort(([a], [b]) => (a < b ? -1 : 1));

const licenceOf = (path: string, { license }: Locked) => license ?? readByHand[nameOf(path)] ?? '';

/**
 * What is wrong with what comes in, one sentence each: not pinned, without a hash, from another place than the registry,
 * under a licence that we may not carry, running a script at installation, or too much.
 */
export function supplyFaults(lock: Lock, manifest: Manifest): string[] {
  const faults: string[] = [];
  const direct = Object.entries(manifest.dependencies);
  if (direct.length > most) faults.push(`${direct.length} direct dependencies, at most ${most}`);
  for (const [name, version] of direct)
    if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
      faults.push(`${name} is not pinned: ${version}`);
  for (const [path, each] of shipped(lock)) {
    if (!each.integrity?.startsWith('sha512-')) faults.push(`${path} has no SHA-512`);
    if (!allowed.includes(licenceOf(path, each)))
      faults.push(`${path} is under ${licenceOf(path, each) || 'no licence'}`);
  }
  for (const [path, { resolved, hasInstallScript, dev, optional }] of Object.entries(
    lock.packages,
  )) {
    if (resolved && !resolved.startsWith('https://registry.npmjs.org/'))
      faults.push(`${path} comes from ${resolved}`);
    const isListed = manifest.allowScripts[nameOf(path)] === true;
    // Of other platforms nothing is installed; of tools nothing runs, as npm runs no script that is not listed.
    if (hasInstallScript && !isListed && !dev && !optional)
      faults.push(`${path} runs a script when it is installed`);
  }
  for (const name of Object.keys(manifest.allowScripts))
    if (!lock.packages[`node_modules/${name}`]?.hasInstallScript)
      faults.push(`${name} may run a script and has none`);
  return faults;
}

/**
 * The bill of materials of the product, CycloneDX 1.6: what the lock file says of each package, and nothing that differs from
 * one making to the next.
 */
export function billOfMaterials(lock: Lock, manifest: Manifest): string {
  const components = shipped(lock).map(([path, each]) => {
    const purl = `pkg:npm/${nameOf(path).replace('@', '%40')}@${each.version}`;
    return {
      type: 'library',
      'bom-ref': path,
      name: nameOf(path),
      version: each.version,
      ...(each.optional && { scope: 'optional' }),
      hashes: [
        {
          alg: 'SHA-512',
          content: Buffer.from((each.integrity ?? '').slice(7), 'base64').toString('hex'),
        },
      ],
      licenses: [{ expression: licenceOf(path, each) }],
      purl,
    };
  });
  const head = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        name: 'vrijplaats',
        version: manifest.version,
        licenses: [{ expression: 'EUPL-1.2' }],
      },
    },
  };
  // A line for each package, so that a change of one is a change of one line.
  const lines = components.map((each) => `    ${JSON.stringify(each)}`).join(',\n');
  return `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "components": [\n${lines}\n  ]\n}\n`;
}
