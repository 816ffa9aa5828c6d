// Runs before the first paint, so that a chosen dark screen never flashes white. It is a file of
// its own, and not a module, because the content security policy forbids scripts in the page.
(() => {
  try {
    const chosen = JSON.parse(localStorage.getItem('vrijplaats-appearance') || '{}');
    const root = document.documentElement;
    if (chosen.theme === 'light' || chosen.theme === 'dark') root.dataset.theme = chosen.theme;
    if (chosen.density === 'compact' || chosen.density === 'comfortable') {
      root.dataset.density = chosen.density;
    }
    const locales = { nl: 'nl-BE', fr: 'fr-BE', en: 'en-GB' };
    const wishes = chosen.language ? [chosen.language] : navigator.languages;
    const language = wishes.map((wish) => wish.slice(0, 2)).find((wish) => wish in locales);
    if (language) root.lang = locales[language];
  } catch {
    // A browser without storage shows its own preference.
  }
})();
// The files of a page that is opened first are fetched while the shell is still on its way.
(() => {
  const pages = JSON.parse(document.querySelector('meta[name=vp-pages]')?.content || '{}');
  for (const href of pages[location.pathname] || []) {
    const link = document.createElement('link');
    link.rel = href.endsWith('.css') ? 'preload' : 'modulepreload';
    if (href.endsWith('.css')) {
      link.as = 'style';
      link.crossOrigin = '';
    }
    link.href = href;
    document.head.append(link);
  }
})();
