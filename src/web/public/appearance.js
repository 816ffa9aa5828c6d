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
  } catch {
    // A browser without storage shows its own preference.
  }
})();
