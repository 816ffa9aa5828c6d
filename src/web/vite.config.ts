import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import product from '../../package.json' with { type: 'json' };
import shell from './locales/nl/shell.json' with { type: 'json' };
import { offlineWorker } from './offline/worker.vite.config.ts';

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
      id.endsWith('@internationalized/date/dist/private/createCalendar.mjs')
        ? "import { GregorianCalendar } from './calendars/GregorianCalendar.mjs';\nexport const createCalendar = () => new GregorianCalendar();"
        : null,
  };
}

/** Pages that people open first: what they are made of is fetched with the shell, not after it. */
const openedFirst: Readonly<Record<string, string>> = {
  '/regiekamer': 'capacity/web/regiekamer/RegiekamerPage.tsx',
  '/mijn-leefgroepen': 'capacity/web/provider/MyUnitsPage.tsx',
};

/** Pages that open without a line. */
const openedOffline = [
  'foster-care/web/family/FamilyPage.tsx',
  'foster-care/web/family/OfflineFamily.tsx',
  'web/offline/OfflineFrame.tsx',
  'web/offline/send-all-kept.ts',
];

/**
 * Notes in the page which files each of those pages needs; `public/appearance.js` fetches them while
 * the shell is still on its way.
 */
function pagesInAdvance(): Plugin {
  return {
    name: 'pages-in-advance',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle = {} }) {
        const chunks = Object.values(bundle).filter((each) => each.type === 'chunk');
        const filesOf = (path: string): string[] => {
          const page = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(path));
          const needed = new Set(page ? [page.fileName] : []);
          // A set grows while it is walked: what the needed files need comes after them.
          for (const file of needed) {
            const chunk = chunks.find(({ fileName }) => fileName === file);
            for (const other of chunk?.imports ?? []) needed.add(other);
            for (const look of chunk?.viteMetadata?.importedCss ?? []) needed.add(look);
          }
          return [...needed].map((file) => `/${file}`);
        };
        const content = JSON.stringify(
          Object.fromEntries(Object.entries(openedFirst).map(([at, path]) => [at, filesOf(path)])),
        );
        return [{ tag: 'meta', attrs: { name: 'vp-pages', content }, injectTo: 'head-prepend' }];
      },
    },
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

/** What the screens of units have in common, small parts all of them. */
const sharedByUnitScreens = new RegExp(
  [
    '/capacity/(?:web/[\\w-]+\\.(?:tsx?|css)|rules\\.ts|figures\\.ts|unit-filter\\.ts)$',
    '/capacity/web/regiekamer/(?:as-of|unit-words|typed-fields|LitNumber|regiekamer)\\.(?:tsx?|css)$',
    '/capacity/web/findings/(?:use-findings|FindingsBehind)',
    '/web/(?:ui/[Aa]ge\\.\\w+|use-narrow\\.ts)$',
    '/saved-search/web/(?:use-saved-searches|KeepDialog|SavedSearches)\\.tsx?$',
    '/region/(?:area|distance|municipality-search|data/regions|map/frame|map/label-point)\\.(?:ts|json)$',
    '/private/link/|/private/Link',
  ].join('|'),
);

/**
 * Each file costs its headings on the line, and a turn on one of six connections: what every page needs
 * comes as two, of which the one from others seldom changes; what the screens of units share as one, and
 * the table. The rest is left to the builder: put together, one page would bring along what another asks for.
 */
const productGroups = [
  { name: 'base', test: /node_modules/, tags: ['$initial' as const], priority: 4 },
  { name: 'shell', tags: ['$initial' as const], priority: 3 },
  { name: 'table', test: /\/web\/ui\/DataTable\.tsx$/, priority: 2 },
  { name: 'units', test: sharedByUnitScreens, priority: 1 },
  { name: 'provider', test: /\/capacity\/web\/provider(?:-tools)?\//, minShareCount: 2 },
];

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
    pagesInAdvance(),
    react(),
    offlineWorker(openedOffline),
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
    rolldownOptions: {
      ...(mode === 'gallery' ? { input: testPages } : {}),
      treeshake: {
        // A door that only passes parts on takes nothing along that its user did not ask for.
        moduleSideEffects: [
          {
            test: /\/src\/web\/ui\/\w+\.tsx?$|\/contract(\/[\w-]+)?\.ts$|\/json\/schemas\.ts$|\/index\.ts$|\/region\/geodata\.ts$/,
            sideEffects: false,
          },
        ],
        // A contract whose words alone are used does not bring the library that describes it.
        manualPureFunctions: ['Type', 'object', 'oneOf', 'nullable'],
      },
      // Pages for tests stay apart: one of them must not run the other.
      output: mode === 'gallery' ? {} : { codeSplitting: { groups: productGroups } },
    },
  },
}));
