import { addWords } from '../../../web/i18n/index.ts';
import '../words.ts';
import nl from './locales/nl.json' with { type: 'json' };

// The words of the provider's pages are many: they travel with those pages alone.
void addWords('capacity', nl, {
  fr: () => import('./locales/fr.json', { with: { type: 'json' } }),
  en: () => import('./locales/en.json', { with: { type: 'json' } }),
});
