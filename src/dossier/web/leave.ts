/** Where a quick exit ends: a page that anybody may have open. It takes the place of this one in the history. */
const ORDINARY_PAGE = 'https://www.meteo.be/';

/** So often Escape, and within this time (ms). */
const TIMES = 3;
const WITHIN_MS = 2_000;

/** Whether this press of Escape, after the earlier ones (moments in ms), asks to leave. Pure. */
export const asksToLeave = (earlier: readonly number[], now: number): boolean =>
  earlier.filter((at) => now - at <= WITHIN_MS).length + 1 >= TIMES;

/** Hides all, ends the session, forgets what is kept here, and goes; nothing of it waits for an answer. */
export function leave(csrfToken: string | null): void {
  document.documentElement.hidden = true;
  document.title = '';
  void fetch('/auth/logout', {
    method: 'POST',
    keepalive: true,
    credentials: 'same-origin',
    headers: csrfToken === null ? {} : { 'x-csrf-token': csrfToken },
  }).catch(() => {});
  for (const kept of [sessionStorage, localStorage]) {
    try {
      kept.clear();
    } catch {
      // A browser that keeps nothing has nothing to forget.
    }
  }
  location.replace(ORDINARY_PAGE);
}
