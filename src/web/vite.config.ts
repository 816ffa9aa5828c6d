import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import product from '../../package.json' with { type: 'json' };
import shell from './locales/nl/shell.json' with { type: 'json' };

const root = fileURLToPath(new URL('.', import.meta.url));

/**
 * Leaves React Aria's own words only in the languages that we ship.
 *
 * It carries 34 of them (about 90 kB); a language that is left out answers with English, which
 * stays in as its fallback.
 */
function onlyOurLanguages(languages: readonly string[]): Plugin {
  const words =
    /react-(?:aria|stately|aria-components)\/dist\/private\/.*\/?intl\/.*?([a-z]{2}-[A-Z]{2})\.mjs$/;
  return {
    name: 'only-our-languages',
    enforce: 'pre',
    load(id) {
      const language = words.exec(id)?.[1];
      return language && !languages.includes(language) ? 'export default {};' : null;
    },
  };
}

/**
 * Leaves the calendar of Belgium alone: a date field would carry those of a dozen other countries.
 */
function onlyOurCalendar(): Plugin {
  return {
    name: 'only-our-calendar',
    enforce: 'pre',
    load: (id) =>
      /@internationalized\/date\/dist\/private\/createCalendar\.mjs$/.test(id)
        ? "import { GregorianCalendar } from './calendars/GregorianCalendar.mjs';\nexport const createCalendar = () => new GregorianCalendar();"
        : null,
  };
}

/** Fills the words of `index.html` from the catalogue: `%shell.…%` is a key of the shell. */
function wordsOfThePage(): Plugin {
  const words: Record<string, unknown> = shell.page;
  return {
    name: 'words-of-the-page',
    transformIndexHtml: (html) =>
      html.replace(/%page\.(\w+)%/g, (_, key: string) => {
        const word = words[key];
        if (typeof word !== 'string') throw new Error(`index.html asks for shell key page.${key}`);
        return word;
      }),
  };
}

const testPages = ['gallery.html', 'testing/live.html'].map((page) =>
  fileURLToPath(new URL(page, import.meta.url)),
);

/**
 * The browser's build: one page, hashed assets in `dist/web`, nothing inline.
 *
 * The content security policy allows scripts and styles from our own address alone, so no asset
 * becomes a `data:` address and no polyfill is written into the page. React Aria adds two style
 * elements at run time; it takes their nonce from the `csp-nonce` meta of `index.html`, whose
 * literal `__NONCE__` the server replaces in each answer.
 */
export default defineConfig(({ mode }) => ({
  root,
  base: '/',
  plugins: [
    onlyOurLanguages(['nl-NL', 'fr-FR', 'en-US']),
    onlyOurCalendar(),
    wordsOfThePage(),
    react(),
  ],
  define: { __VERSION__: JSON.stringify(product.version) },
  build: {
    outDir: fileURLToPath(new URL('../../dist/web', import.meta.url)),
    emptyOutDir: true,
    target: ['chrome123', 'firefox125', 'safari17.5'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 700,
    // Pages for tests and for eyes are built apart, and are never part of the product.
    rolldownOptions: mode === 'gallery' ? { input: testPages } : {},
  },
}));
