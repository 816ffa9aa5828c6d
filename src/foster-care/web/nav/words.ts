import { addWords } from '../../../web/i18n/index.ts';
import nl from './locales/nl.json' with { type: 'json' };

declare module 'i18next' {
  interface ResourceNamespaceMap {
    'foster-care-nav': typeof nl;
  }
}

// Only the name of the page: its own words come with it.
void addWords('foster-care-nav', nl, {
  fr: () => import('./locales/fr.json', { with: { type: 'json' } }),
  en: () => import('./locales/en.json', { with: { type: 'json' } }),
});
