/** Texts to read, dated, one file for each language; each comes when it is read. */
import type { InEachLanguage } from '../../platform/language.ts';
import type child from './child.nl.json';
import type news from './news.nl.json';

/** A part of a text: what it answers, in sentences and in points. */
export type Section = Omit<(typeof child)['sections'][number], 'points'> & {
  readonly points: readonly string[];
};
/** What capacity monitoring means for a child, in plain language (R27). */
export type ChildText = Omit<typeof child, 'sections'> & { readonly sections: readonly Section[] };
/** What changed, for who uses it (R211). */
export type NewsText = typeof news;

type Fetched<Text> = InEachLanguage<() => Promise<{ default: Text }>>;

export const childText: Fetched<ChildText> = {
  nl: () => import('./child.nl.json', { with: { type: 'json' } }),
  fr: () => import('./child.fr.json', { with: { type: 'json' } }),
  en: () => import('./child.en.json', { with: { type: 'json' } }),
};

export const newsText: Fetched<NewsText> = {
  nl: () => import('./news.nl.json', { with: { type: 'json' } }),
  fr: () => import('./news.fr.json', { with: { type: 'json' } }),
  en: () => import('./news.en.json', { with: { type: 'json' } }),
};
