import { readFileSync, writeFileSync } from 'node:fs';
import { variables } from '../src/platform/config.ts';

/** The README's table of settings is made from the list that the program reads: `--write` renews it. */
const begin = '<!-- variables: made by tools/check-readme.ts from src/platform/config.ts -->\n';
const end = '<!-- /variables -->';
const table = [
  '| variable | if absent | meaning |',
  '| --- | --- | --- |',
  ...variables.map((each) => `| \`${each.name}\` | ${each.fallback} | ${each.meaning} |`),
  '',
].join('\n');

const readme = readFileSync('README.md', 'utf8');
const from = readme.indexOf(begin) + begin.length;
const until = readme.indexOf(end);
const renewed = `${readme.slice(0, from)}${table}${readme.slice(until)}`;
if (process.argv.includes('--write')) writeFileSync('README.md', renewed);
else if (renewed !== readme) {
  console.error('README.md: the table of settings is old. Run: node tools/check-readme.ts --write');
  process.exit(1);
}
