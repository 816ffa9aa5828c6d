import { globSync, readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { type Language, languages } from '../../src/platform/language.ts';

/** What can be wrong with what one sees. Each gives a line per fault; none is good. */

/** How much wider the page is than its window, and what sticks out. */
export const tooWide = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    const over = document.documentElement.scrollWidth - room;
    if (over <= 0) return [];
    const out = [...document.querySelectorAll('body *')]
      .filter((each) => each.getBoundingClientRect().right > room + 0.5)
      .slice(-1)
      .map((each) => `${each.tagName.toLowerCase()}.${each.getAttribute('class')}`);
    return [`the page is ${over} px wider than its window: ${out.join(' ')}`];
  });

/** Words that are cut off without a mark: the box is smaller than what it says. */
export const cutWords = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('main *, header *')]
      .filter((element) => {
        const style = getComputedStyle(element);
        const hides = style.overflowX === 'hidden' || style.overflowX === 'clip';
        // Text for who hears is a pixel large on purpose; an ellipsis says that there is more.
        const isSeen = element.clientWidth > 2 && style.textOverflow !== 'ellipsis';
        return hides && isSeen && element.scrollWidth > element.clientWidth + 1;
      })
      .map((element) => (element.textContent ?? '').trim().slice(0, 60))
      .filter((text) => text !== '')
      .map((text) => `cut off: ${text}`),
  );

/** More than half of the window that lies under what stays in place when one scrolls. */
export const covered = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const stuck = [...document.querySelectorAll('body *')].filter((element) => {
      const { position } = getComputedStyle(element);
      return (position === 'fixed' || position === 'sticky') && element.clientHeight > 0;
    });
    const height = stuck
      .filter((element) => !stuck.some((other) => other !== element && other.contains(element)))
      // A heading inside a table that scrolls by itself covers its table, not the page.
      .filter((element) => element.closest('table, [role=grid]') === null)
      .map((element) => element.getBoundingClientRect())
      // The link that jumps to the content waits above the window.
      .map(({ top, bottom }) => Math.min(bottom, window.innerHeight) - Math.max(top, 0))
      .filter((each) => each > 0)
      .reduce((sum, each) => sum + each, 0);
    return height > window.innerHeight / 2 ? [`${height} px of the window are covered`] : [];
  });

/** Things that move or fade although one asked them not to. */
export const moving = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('*')]
      .filter((element) => {
        const { transitionDuration, animationDuration, animationName } = getComputedStyle(element);
        const longest = (text: string) =>
          Math.max(...text.split(',').map((part) => Number.parseFloat(part)));
        return (
          longest(transitionDuration) > 0.01 ||
          (animationName !== 'none' && longest(animationDuration) > 0.01)
        );
      })
      .map((element) => `moves: ${element.getAttribute('class') ?? element.tagName}`),
  );

/** What is chosen among others and shows it by nothing that forced colours leave. */
export const unmarked = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('[role=tab][aria-selected=true], nav [aria-current=page]')]
      .filter((element) => {
        const { borderBottomWidth, textDecorationLine } = getComputedStyle(element);
        return (
          Number.parseFloat(borderBottomWidth) < 2 && !textDecorationLine.includes('underline')
        );
      })
      .map((element) => `chosen, and not seen to be: ${element.textContent ?? ''}`),
  );

type Json = { readonly [key: string]: string | Json };

const valuesOf = (words: Json, prefix = ''): [key: string, text: string][] =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${prefix}${key}`, value]] : valuesOf(value, `${prefix}${key}.`),
  );

/** Sentences of a language that are said otherwise in another: who sees one there, misses words. */
const said = new Map<Language, ReadonlySet<string>>();
function sentencesOf(language: Language): ReadonlySet<string> {
  const known = said.get(language);
  if (known) return known;
  const files = globSync('src/**/locales/**/*.json');
  const texts = (of: Language) =>
    files
      .filter((file) => new RegExp(`/locales/(${of}/[^/]+|${of})\\.json$`).test(file))
      .flatMap((file) => valuesOf(JSON.parse(readFileSync(file, 'utf8')) as Json))
      .map(([, text]) => text);
  const others = new Set(languages.filter((each) => each !== language).flatMap(texts));
  const own = new Set(
    texts(language).filter(
      (text) => text.includes(' ') && !text.includes('{{') && !others.has(text),
    ),
  );
  said.set(language, own);
  return own;
}

/**
 * Words that are missing: a key of a catalogue in place of its words, a hole where a value should be,
 * or a sentence of another language. Reads what is shown and what only readers hear.
 */
export async function missingWords(page: Page, language: Language): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const found = new Set<string>([document.title]);
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (parent && !parent.closest('script, style, noscript, code, option'))
        found.add((node.textContent ?? '').trim());
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]'))
      for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
        found.add(element.getAttribute(name) ?? '');
    return [...found];
  });
  const isKey = /^[a-z][\w-]*:?[\w-]*(\.[\w-]+)+$/;
  const isFile = /\.(csv|xlsx|pdf|ics|json|be|eu|md)$/;
  const hole = /\{\{|\}\}|\bundefined\b|\bNaN\b|\[object |\bnull\b|Invalid Date/;
  const foreign = languages.filter((each) => each !== language).map(sentencesOf);
  return texts
    .filter(
      (text) =>
        (isKey.test(text) && !isFile.test(text)) ||
        hole.test(text) ||
        foreign.some((sentences) => sentences.has(text)),
    )
    .map((text) => `words are missing: ${text.slice(0, 100)}`);
}

/** Buttons, links and pictures of the tree that a screen reader walks, without a name. */
export const nameless = (tree: string): string[] =>
  tree
    .split('\n')
    .map((line) => line.trim())
    .filter((line) =>
      /^- (button|link|img|tab|radio|checkbox|combobox|textbox)( \[[^\]]*\])*:?$/.test(line),
    )
    .map((line) => `without a name: ${line}`);

/** An error in place of what was asked, or a page that never came to rest. */
export const broken = (page: Page): Promise<string[]> =>
  page.evaluate(() => [
    ...[...document.querySelectorAll('main .vp-error, main .vp-skeleton')].map(
      (each) => `not there: ${(each.textContent ?? '').slice(0, 100)}`,
    ),
    ...(document.querySelectorAll('main h1').length === 1
      ? []
      : ['there is not one first heading']),
  ]);
