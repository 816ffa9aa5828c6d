import { useState } from 'react';

/**
 * Lights a number that became another one while one looked: give the answer to the element as its `key`,
 * so that the light begins anew each time, and set `data-lit` where it is not null (1.2 s by the style).
 * @param changedAt when a live change last touched it; a number that differs for another cause (another
 * day, another filter) is not lit. Leave it out where every change counts.
 */
export function useLit(value: number, changedAt?: string | null): string | null {
  const [shown, setShown] = useState({ value, changedAt, times: 0 });
  if (shown.value !== value || shown.changedAt !== changedAt) {
    const isLive = changedAt === undefined || (changedAt !== null && changedAt !== shown.changedAt);
    const isLit = isLive && shown.value !== value;
    setShown({ value, changedAt, times: shown.times + (isLit ? 1 : 0) });
  }
  return shown.times > 0 ? String(shown.times) : null;
}
