import { addWords } from '../../../web/i18n/index.ts';
import nl from './locales/nl.json' with { type: 'json' };

declare module 'i18next' {
  interface ResourceNamespaceMap {
    'dossier-nav': typeof nl;
  }
}

// The names of the pages, and what stands in the head of every page: their own words come with them.
void addWords('dossier-nav', nl, {
  fr: () => import('./locales/fr.json', { with: { type: 'json' } }),
  en: () => import('./locales/en.json', { with: { type: 'json' } }),
});
