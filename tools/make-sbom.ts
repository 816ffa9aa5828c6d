import { writeFileSync } from 'node:fs';
import { billOfMaterials, readLock, readManifest } from './supply.ts';

/** Writes docs/sbom.cdx.json anew from the lock file; run after each change of dependencies. */
writeFileSync('docs/sbom.cdx.json', billOfMaterials(readLock(), readManifest()));
