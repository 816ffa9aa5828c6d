import { addWords } from '../../../web/i18n/index.ts';
import nl from './locales/nl.json' with { type: 'json' };

declare module 'i18next' {
  interface ResourceNamespaceMap {
    sessions: typeof nl;
  }
}

await addWords('sessions', nl, {
  fr: () => import('./locales/fr.json', { with: { type: 'json' } }),
  en: () => import('./locales/en.json', { with: { type: 'json' } }),
});
