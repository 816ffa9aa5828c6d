import { defineConfig } from 'vitest/config';
import { LongestFirst } from './tools/longest-first.ts';

export default defineConfig({
  test: {
    include: [
      'src/**/*.test.{ts,tsx}',
      'tools/**/*.test.ts',
      'bench/**/*.test.ts',
      'ops/**/*.test.ts',
      'e2e/**/*.test.ts',
    ],
    globalSetup: ['src/platform/testing/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // A journey that waits for a browser on a machine shared with others gets a second try; it is reported.
    retry: process.env['CI'] ? 1 : 0,
  },
});
