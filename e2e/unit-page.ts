import type { Page } from 'playwright-core';

/** The page of a unit of one's own: its places by their label. */
export const place = (page: Page, label: number) =>
  page.locator('.pv-slot').filter({ hasText: new RegExp(`^Plaats ${label}\\D`) });
export const stateOf = (page: Page, label: number) => place(page, label).getAttribute('data-state');
/** The number beside a word in the head of a unit. */
export const figure = (page: Page, word: string) =>
  page.locator('.pv-unit-head .pv-figure', { hasText: word }).first().locator('dd').innerText();
export const openPlace = async (page: Page, label: number) => {
  await place(page, label).locator('button').first().click();
  await place(page, label).locator('.pv-slot-panel').waitFor();
};
export const until = (page: Page, label: number, state: string) =>
  page.locator(`.pv-slot[data-state="${state}"]`, { hasText: `Plaats ${label}` }).waitFor();
