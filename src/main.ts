import { Command, InvalidArgumentError } from 'commander';

const whole = (min: number, max: number) => (text: string) => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`);
  }
  return value;
};

/** The program's commands. Each loads what it needs when it is run, so that the small ones start at once. */
export function program(): Command {
  const vrijplaats = new Command('vrijplaats')
    .description('Who can be housed where, now: capacity and access in youth care.')
    .showSuggestionAfterError()
    .showHelpAfterError('Add --help to see what is possible.')
    .configureHelp({ showGlobalOptions: true });

  vrijplaats
    .command('demo')
    .description('Run everything on this machine with invented data')
    .option('--scale <n>', 'how many times Flanders', whole(1, 1000))
    .option('--seed <text>', 'which invented Flanders')
    .option('--reset', 'throw the demo away and fill it anew')
    .addHelpText(
      'after',
      `
Examples:
  vrijplaats demo                     fill on the first start, then open the printed address
  PORT=4000 vrijplaats demo           on another port
  vrijplaats demo --reset --scale 10  ten times as large, from nothing
Ctrl-C stops it; the data stay for the next start.`,
    )
    .action(async (options: { scale?: number; seed?: string; reset?: boolean }) => {
      const { serve } = await import('./cli/serve.ts');
      await serve({ demo: true, ...options });
    });

  vrijplaats
    .command('serve')
    .description('Run the web server on real data')
    .addHelpText(
      'after',
      `
The environment says the rest: DATABASE_URL, DATABASE_ROLE_SECRET, PUBLIC_URL, OIDC_ISSUER,
OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, SMTP_HOST and what goes with it, HOST, PORT, LOG_LEVEL. Without DATABASE_URL the program runs
a PostgreSQL of its own.

Example:
  DATABASE_URL=postgres://owner:…@db/vrijplaats PUBLIC_URL=https://… vrijplaats serve`,
    )
    .action(async () => {
      const { serve } = await import('./cli/serve.ts');
      await serve({ demo: false });
    });

  vrijplaats
    .command('migrate')
    .description('Bring the database up to this version, and stop')
    .addHelpText(
      'after',
      '\nExample:\n  vrijplaats migrate   (safe to repeat; serve does it by itself)',
    )
    .action(async () => {
      const { migrateCommand } = await import('./cli/commands.ts');
      process.exitCode = await migrateCommand();
    });

  vrijplaats
    .command('photo')
    .description('Write the picture of a day: every unit and module with its figures')
    .option('--at <day>', 'the day that is asked about, yyyy-mm-dd (today if absent)')
    .option('--known <moment>', 'as it was known at this moment, e.g. 2026-03-01T12:00:00Z')
    .option('--format <format>', 'json, csv or table', 'json')
    .addHelpText(
      'after',
      `
The answer goes to standard output, also while the server runs.

Examples:
  vrijplaats photo > today.json
  vrijplaats photo --format table
  vrijplaats photo --at 2026-01-15 --known 2026-01-15T09:00:00Z`,
    )
    .action(async (options: { at?: string; known?: string; format: string }) => {
      const { photoCommand } = await import('./cli/commands.ts');
      process.exitCode = await photoCommand(options);
    });

  vrijplaats
    .command('snapshot')
    .description('Freeze the figures of today')
    .option('--kind <kind>', 'WEEKLY, MONTHLY or AD_HOC', 'AD_HOC')
    .addHelpText(
      'after',
      '\nExample:\n  vrijplaats snapshot --kind MONTHLY   (a second one on the same day changes nothing)',
    )
    .action(async (options: { kind: string }) => {
      const { snapshotCommand } = await import('./cli/commands.ts');
      process.exitCode = await snapshotCommand(options);
    });

  vrijplaats
    .command('import')
    .description('Bring files of recognition, stays, absences or unavailability in')
    .argument('<files...>', 'CSV, XLSX or JSON; see docs/import-format.md')
    .option(
      '--kind <kind>',
      'recognition, stay, absence or unavailability, where the file does not say it',
    )
    .option('--provider <code>', 'the provider of rows that name none')
    .option('--dry-run', 'only say what would change')
    .option('--yes', 'apply without being asked')
    .addHelpText(
      'after',
      `
A file is checked whole; then all of it is applied, or nothing. The same file twice changes nothing.

Examples:
  vrijplaats import stays.csv --dry-run
  vrijplaats import register.xlsx --yes
Exit codes: 0 applied or nothing to change, 1 broke off, 2 refused (problems on standard error), 3 not confirmed.`,
    )
    .action(async (files: string[], options: import('./cli/commands.ts').ImportOptions) => {
      const { importCommand } = await import('./cli/commands.ts');
      process.exitCode = await importCommand(files, options);
    });

  vrijplaats
    .command('feasible')
    .description('Say day by day who can be housed at once, from a file; needs no database')
    .argument('<file>', 'JSON file, or - for standard input')
    .addHelpText(
      'after',
      '\nExamples:\n  vrijplaats feasible case.json\n  cat case.json | vrijplaats feasible -',
    )
    .action(async (file: string) => {
      const { runFeasible } = await import('./capacity/feasible.cli.ts');
      process.exitCode = await runFeasible(file, process);
    });

  vrijplaats
    .command('call-order')
    .description(
      'Put candidates in the order in which they are called, from a file; needs no database',
    )
    .argument('<file>', 'JSON file, or - for standard input')
    .addHelpText('after', '\nExample:\n  vrijplaats call-order candidates.json')
    .action(async (file: string) => {
      const { runCallOrder } = await import('./allocation/call-order.cli.ts');
      process.exitCode = await runCallOrder(file, process);
    });

  vrijplaats
    .command('round')
    .description('Find the best placements for a whole list, from a file; needs no database')
    .argument('<file>', 'JSON file, or - for standard input')
    .option('--time-limit <seconds>', 'give the best found by then, with its bounds')
    .addHelpText(
      'after',
      `
Examples:
  vrijplaats round list.json > answer.json
  vrijplaats round-check list.json answer.json
Exit codes: 0 answered, 2 the file is wrong, 3 those who must be placed cannot all be housed.`,
    )
    .action(async (file: string, { timeLimit }: { timeLimit?: string }) => {
      const { runRound } = await import('./allocation/round/round.cli.ts');
      process.exitCode = await runRound(file, timeLimit, process);
    });

  vrijplaats
    .command('round-check')
    .description('Check the answer of a round against its file, without a solver')
    .argument('<file>', 'JSON file of the round')
    .argument('<answer>', 'JSON file of the answer, or - for standard input')
    .action(async (file: string, answer: string) => {
      const { runRoundCheck } = await import('./allocation/round/round.cli.ts');
      process.exitCode = await runRoundCheck([file, answer], process);
    });

  addAuditCommands(vrijplaats);
  addVaultCommands(vrijplaats);
  addErase(vrijplaats);
  return vrijplaats;
}

/** `vrijplaats audit …`: the log of looks. */
function addAuditCommands(vrijplaats: Command): void {
  const audit = vrijplaats
    .command('audit')
    .description('The log of looks: verify it, prove a line, say what somebody saw');
  const load = () => import('./cli/audit-commands.ts');

  audit
    .command('verify')
    .description('Recompute the whole log and hold it against the signed roots')
    .option('--workers <n>', 'threads', whole(1, 64), 2)
    .option('--fresh', 'begin anew, also when an earlier run was broken off')
    .addHelpText(
      'after',
      `
A run that was broken off goes on where it was. Days that it had done are not looked at again: --fresh does.
Exit codes: 0 in order, 1 something was changed, taken out or put in.`,
    )
    .action(async (options: { workers: number; fresh?: boolean }) => {
      process.exitCode = await (await load()).auditVerify(options);
    });
  audit
    .command('proof')
    .description('Prove that a line stands in the log as it was signed; as JSON')
    .argument('<line>', 'number of the line', whole(1, Number.MAX_SAFE_INTEGER))
    .action(async (line: number) => {
      process.exitCode = await (await load()).auditProof(line);
    });
  audit
    .command('seen')
    .description('What one account read and wrote between two moments; a line of JSON for each')
    .requiredOption('--account <id>', 'number of the person, or the name that they log in with')
    .requiredOption('--from <moment>', 'e.g. 2026-03-01T00:00:00Z')
    .requiredOption('--until <moment>', 'not included')
    .addHelpText(
      'after',
      '\nExample:\n  vrijplaats audit seen --account anna --from 2026-03-01T00:00Z --until 2026-03-02T00:00Z',
    )
    .action(async (options: { account: string; from: string; until: string }) => {
      process.exitCode = await (await load()).auditSeen(options);
    });
  audit
    .command('looks')
    .description('Who looked at one file, last first; a line of JSON for each')
    .requiredOption('--of <ids...>', 'ids of the file: of the person, of its requests')
    .option('--most <count>', 'how many lines at most', whole(1, 1_000_000), 200)
    .action(async (options: { of: string[]; most: number }) => {
      process.exitCode = await (await load()).auditLooks(options);
    });
  audit
    .command('restored')
    .description('Say that the database was restored, so that the log goes on from there')
    .requiredOption('--reason <text>', 'which backup, and why')
    .action(async ({ reason }: { reason: string }) => {
      process.exitCode = await (await load()).auditRestored(reason);
    });
}

const uuid = (text: string) => {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text))
    throw new InvalidArgumentError('It must be the number of a file, as it stands in its address.');
  return text;
};

/** `vrijplaats vault …`: what is sealed, and under which keys. */
function addVaultCommands(vrijplaats: Command): void {
  const vault = vrijplaats
    .command('vault')
    .description('The keys under which names and notes are sealed');
  const load = () => import('./cli/vault-commands.ts');

  vault
    .command('seal')
    .description('Seal what still stands in the clear (each start does it too)')
    .action(async () => {
      process.exitCode = await (await load()).vaultSeal();
    });
  vault
    .command('rotate')
    .description(
      'Wrap the keys of all files with a new master key; goes on where it was broken off',
    )
    .action(async () => {
      process.exitCode = await (await load()).vaultRotate();
    });
}

/** `vrijplaats erase`. */
function addErase(vrijplaats: Command): void {
  vrijplaats
    .command('erase')
    .description('Erase the file of a child for good: its key, then its rows')
    .argument('<file>', 'number of the child', uuid)
    .requiredOption('--reason <text>', 'why, without a name')
    .addHelpText(
      'after',
      `
Names, number, day of birth and notes become unreadable in every backup of the list as well; see docs/decisions/0041-sealed-columns.md.

Example:
  vrijplaats erase 3f0c… --reason "35 years old"`,
    )
    .action(async (file: string, { reason }: { reason: string }) => {
      const { eraseFile } = await import('./cli/vault-commands.ts');
      process.exitCode = await eraseFile(file, reason);
    });
}

async function main(): Promise<void> {
  // Who reads our answer may stop reading; that is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  const vrijplaats = program();
  const { readFileSync } = await import('node:fs');
  const { version } = JSON.parse(
    readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
  ) as { version: string };
  vrijplaats.version(version);
  try {
    await vrijplaats.parseAsync();
  } catch (error) {
    const { StartProblem } = await import('./platform/errors.ts');
    if (!(error instanceof StartProblem)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

if (import.meta.main) await main();
