import { addWords } from '../../web/i18n/index.ts';
import nl from '../locales/file.nl.json' with { type: 'json' };

declare module 'i18next' {
  interface ResourceNamespaceMap {
    dossier: typeof nl;
  }
}

await addWords('dossier', nl, {
  fr: () => import('../locales/file.fr.json', { with: { type: 'json' } }),
  en: () => import('../locales/file.en.json', { with: { type: 'json' } }),
});
