import { globSync, readFileSync } from 'node:fs';

/** The trade's nouns: the platform serves every slice and must not know one of them. */
const nouns =
  /\b(proposal|stay|stays|place|places|waiting|recognition|unavailability|absence|absences|reconversion|foster|crisis|occupancy|capacity|care unit|municipality|provider)\b/i;
/** Words with an everyday meaning in a technical sentence, allowed with the reason. */
const allowed: readonly [RegExp, string][] = [
  [
    /identity[- ]provider|oidc-provider|embedded[- ]provider|OpenID provider|the provider'?s? (page|issuer|key|log|answer|account|discovery|end|client)|Provider\b.*oidc/i,
    'OpenID’s own term',
  ],
  [
    /in place|one place|only place|a place that|takes? place|same place|in this place|other place|places? where|into place|decimal places?|in its place|such place|Places of the program/i,
    'everyday English',
  ],
  [/waiting (for|on|time|room)|is waiting|while waiting|kept waiting/i, 'everyday English'],
  [
    /stays? (the|as|in|on|with|behind|within|open|true|out|alive|here|there|put)|it stays|that stays/i,
    'everyday English',
  ],
];

const faults: string[] = [];
/** In the log-in a provider is OpenID's, never a provider of care. */
const isLogIn = (file: string) => /^src\/platform\/(auth|testing\/server|http\/server)/.test(file);

for (const file of globSync('src/platform/**/*.{ts,tsx}').sort()) {
  // Tests may bring any slice's words to see that the platform does not mind.
  if (/\.test\.tsx?$/.test(file)) continue;
  readFileSync(file, 'utf8')
    .split('\n')
    .forEach((line, i) => {
      const said = isLogIn(file) ? line.replaceAll(/provider/gi, '') : line;
      if (nouns.test(said) && !allowed.some(([pattern]) => pattern.test(line))) {
        faults.push(`${file}:${i + 1}: ${line.trim()}`);
      }
    });
}
if (faults.length > 0) {
  console.error(`The platform names the trade in ${faults.length} lines:\n${faults.join('\n')}`);
  process.exit(1);
}
