import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The files that take longest, the longest first, as the last whole run told them. A clean checkout remembers no times;
 * one of these that began last would keep one core waiting for minutes.
 */
const longest = [
  'e2e/every-screen',
  'src/access/two-worlds',
  'e2e/start',
  'e2e/dialogue',
  'e2e/waiting-list',
  'e2e/provider',
  'e2e/provider-places',
  'e2e/allocation',
  'e2e/regiekamer',
  'e2e/unit',
  'src/demo/fill-demo',
  'e2e/quality',
  'e2e/administration',
  'src/web/gallery/gallery',
  'e2e/import',
  'e2e/sketch-desk',
  'e2e/inquiries',
  'src/cli/fill',
  'src/insight/release-gate',
];
const rankOf = ({ moduleId }: TestSpecification): number => {
  const rank = longest.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
  return rank < 0 ? longest.length : rank;
};

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => rankOf(one) - rankOf(other));
  }
}
