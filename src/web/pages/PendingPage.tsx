import { Skeleton } from '../ui/feedback.tsx';

/** While a page's own code comes in. */
export function PendingPage() {
  return <Skeleton lines={6} />;
}
