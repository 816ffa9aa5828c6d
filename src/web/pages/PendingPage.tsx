import { Skeleton } from '../ui/index.ts';

/** While a page's own code comes in. */
export function PendingPage() {
  return <Skeleton lines={6} />;
}
