import { addWords } from '../../../web/i18n/index.ts';
import nl from './locales/nl.json' with { type: 'json' };
import '../words.ts';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    'crisis-around': typeof nl;
  }
}

await addWords('crisis-around', nl, {
  fr: () => import('./locales/fr.json', { with: { type: 'json' } }),
  en: () => import('./locales/en.json', { with: { type: 'json' } }),
});
