import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ownRoot = resolve(import.meta.dirname, '../..');
const git = (...args: string[]) =>
  execFileSync('git', args, { cwd: ownRoot, encoding: 'utf8', stdio: 'pipe' }).trim();

/** Migrations of a commit, in order: their names, each before the hash of what it says. */
const migrationsAt = (commit: string): string[] =>
  git('ls-tree', '--format=%(path) %(objectname)', commit, 'db/migrations/')
    .split('\n')
    .filter((file) => file.includes('.sql '))
    .sort();

/**
 * A checkout of the program as it was when it last had fewer migrations, each of which still stands word for word; or
 * of the commit that `UPGRADE_FROM` names.
 */
export function olderCheckout(dir: string): { root: string; name: string } {
  const now = migrationsAt('HEAD');
  const last = git('log', '--format=%H^', '--', 'db/migrations')
    .split('\n')
    .find((each) => {
      const then = migrationsAt(each);
      return then.length < now.length && then.every((file, n) => file === now[n]);
    });
  const commit = process.env['UPGRADE_FROM'] ?? last;
  if (!commit) throw new Error('There is no older version that can be upgraded from.');
  const root = join(dir, 'older');
  git('worktree', 'add', '--detach', root, commit);
  symlinkSync(join(ownRoot, 'node_modules'), join(root, 'node_modules'));
  const newest = migrationsAt(commit).at(-1)!;
  const name = `${newest.replace(/^.*\/(\d+).*$/, '$1')} ${git('rev-parse', '--short', commit)}`;
  return { root, name };
}

export const removeCheckout = (root: string): void =>
  void git('worktree', 'remove', '--force', root);
