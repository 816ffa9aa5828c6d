import { say, type ToastMessage, toasts } from '../../../web/ui/toasts.tsx';

let last: string | null = null;

/**
 * Says what was done in place of what was said before: on a phone a pile of messages would lie over
 * the places one works on. An older way back stays in the unit's history.
 */
export function tell(message: ToastMessage): void {
  if (last !== null) toasts.close(last);
  last = say(message);
}
