import { addWords } from '../../web/i18n/index.ts';
import nl from './locales/nl.json' with { type: 'json' };
import type provider from './provider/locales/nl.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    capacity: typeof nl & typeof provider;
  }
}

// The slice's words travel with the first of its screens that is opened.
void addWords('capacity', nl, {
  fr: () => import('./locales/fr.json', { with: { type: 'json' } }),
  en: () => import('./locales/en.json', { with: { type: 'json' } }),
});
