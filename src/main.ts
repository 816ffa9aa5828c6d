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

  return vrijplaats;
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
