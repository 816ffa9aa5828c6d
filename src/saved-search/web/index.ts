/** The page of this slice, and the part that every page with filters can show. */
export { savedSearchesRoute } from './route.ts';
export { SavedSearches } from './SavedSearches.tsx';
