import type { Page } from 'playwright-core';

/** What a stop of Tab looks like. */
interface Stop {
  /** `null` outside the page: one came round. */
  readonly name: string | null;
  /** How often one stood here. */
  readonly times: number;
  readonly isMarked: boolean;
  readonly isInSight: boolean;
}

/** Stops after which one need not go on: a table of a thousand links is one thing, not a thousand. */
const most = 220;

/**
 * Walks the page by Tab from its beginning, and says where one was caught, where the focus could not be
 * seen, and what one never came to. A control that others lead to by arrows (a tab, a cell) is no stop.
 */
export async function keyboardFaults(page: Page): Promise<string[]> {
  await page.evaluate(() => {
    // Tab goes on from where the focus was last: the beginning of the page.
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
    window.scrollTo(0, 0);
  });
  const faults: string[] = [];
  let stops = 0;
  for (; stops < most; stops += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(lookAtFocus);
    if (stop.name === null) break;
    if (stop.times > 1) {
      faults.push(`Tab is caught at: ${stop.name}`);
      break;
    }
    if (!stop.isMarked) faults.push(`the focus is not seen on: ${stop.name}`);
    if (!stop.isInSight) faults.push(`the focus is out of sight on: ${stop.name}`);
  }
  if (stops === 0) faults.push('Tab leads nowhere');
  if (stops < most) faults.push(...(await page.evaluate(neverReached)));
  return [...new Set(faults)];
}

/** Runs in the page. Marks what was reached. */
function lookAtFocus(): Stop {
  const at = document.activeElement;
  if (!at || at === document.body) return { name: null, times: 0, isMarked: true, isInSight: true };
  const times = Number(at.getAttribute('data-walked') ?? 0) + 1;
  at.setAttribute('data-walked', String(times));
  const label = at.closest('label');
  const near = [
    at,
    at.parentElement,
    at.parentElement?.parentElement,
    at.nextElementSibling,
    at.previousElementSibling,
    label,
    ...(label?.querySelectorAll('*') ?? []),
    at.closest('[role=group]'),
    at.closest('.vp-input-group'),
  ].filter((each) => each instanceof Element);
  const isMarked = near.some((each) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each);
    const hasRing = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
    return (
      hasRing || (boxShadow !== 'none' && each.matches('[data-focus-visible], :focus-visible'))
    );
  });
  // An area of the map wears its ring on top of its neighbours.
  const hasOverlay = at.closest('svg')?.querySelector('.vp-map-focus') != null;
  const shown = label ?? at;
  const box = shown.getBoundingClientRect();
  const points = [0.5, 0.1, 0.9].flatMap((x) =>
    [0.5, 0.15, 0.85].map((y) => [box.left + box.width * x, box.top + box.height * y] as const),
  );
  const isInSight = points.some(([x, y]) => {
    const top = document.elementFromPoint(x, y);
    return top !== null && (shown.contains(top) || top.contains(shown));
  });
  const name = (at.getAttribute('aria-label') ?? at.textContent ?? '').trim().slice(0, 60);
  return {
    name: `${at.tagName.toLowerCase()} ${name}`,
    times,
    isMarked: isMarked || hasOverlay,
    isInSight,
  };
}

/** Runs in the page. Controls that Tab should come to and did not. */
function neverReached(): string[] {
  const selector = 'a[href], button, input, select, textarea, summary, [tabindex]';
  return [...document.querySelectorAll<HTMLElement>(selector)]
    .filter(
      (each) =>
        each.tabIndex >= 0 &&
        each.checkVisibility({ visibilityProperty: true }) &&
        !each.matches(':disabled, [type=hidden]') &&
        !each.closest('[inert], [aria-hidden=true]') &&
        !each.hasAttribute('data-walked') &&
        // Of radio buttons the chosen one is a stop; arrows lead to the others.
        !(each instanceof HTMLInputElement && each.type === 'radio') &&
        !each.hasAttribute('data-focus-scope-start'),
    )
    .map(
      (each) =>
        `Tab never comes to: ${each.tagName.toLowerCase()} ${(each.getAttribute('aria-label') ?? each.textContent ?? '').trim().slice(0, 60)}`,
    );
}
