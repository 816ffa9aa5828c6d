/**
 * Which room may import which: the drawing in ARCHITECTURE.md and the lint rule are made from it.
 * `main` is the only file that knows everything.
 */
module.exports = {
  region: ['platform'],
  notices: ['platform'],
  'saved-search': ['platform'],
  administration: ['notices', 'saved-search', 'platform'],
  capacity: ['region', 'notices', 'saved-search', 'platform'],
  'waiting-list': ['region', 'notices', 'saved-search', 'platform'],
  allocation: ['capacity', 'waiting-list', 'region', 'notices', 'platform'],
  'foster-care': ['region', 'notices', 'platform'],
  crisis: ['capacity', 'waiting-list', 'region', 'notices', 'platform'],
  // Reads what other slices publish as SQL views and its own released tables; nobody depends on it.
  insight: ['region', 'platform'],
  // The log of looks and the tables of its own; what it holds looks against, others publish as SQL views.
  privacy: ['region', 'platform'],
  // The person's own window: reads through functions of its own, which name each field of what others keep.
  dossier: ['waiting-list', 'platform'],
  access: ['platform'],
  // Papers for the public and for who is accountable, made of the classes, the matrix and the rules.
  papers: ['access', 'platform'],
  demo: ['region', 'capacity', 'waiting-list', 'allocation', 'access', 'platform'],
  platform: [],
  // The shell shows the screens of every slice, each through its web door.
  web: [
    'region',
    'notices',
    'saved-search',
    'administration',
    'capacity',
    'waiting-list',
    'allocation',
    'foster-care',
    'crisis',
    'insight',
    'privacy',
    'dossier',
    'papers',
    'platform',
  ],
};
