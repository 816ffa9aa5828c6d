import { expect, test } from 'vitest';
import { Presence } from './presence.ts';

test('somebody is there for half a minute after each sign, and after opening the page', () => {
  let now = 1000;
  const presence = new Presence(() => now);
  const window = new EventTarget();
  presence.watch(window);
  expect(presence.isHere()).toBe(true);
  now += 30_001;
  expect(presence.isHere()).toBe(false);
  for (const sign of ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchmove']) {
    now += 60_000;
    expect(presence.isHere()).toBe(false);
    window.dispatchEvent(new Event(sign));
    expect(presence.isHere()).toBe(true);
  }
  now += 30_001;
  window.dispatchEvent(new Event('visibilitychange'));
  expect(presence.isHere()).toBe(false);
});
