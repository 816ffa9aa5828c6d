import type { ProblemWords } from '../platform/http/problem.ts';
import en from './locales/problems.en.json' with { type: 'json' };
import fr from './locales/problems.fr.json' with { type: 'json' };
import nl from './locales/problems.nl.json' with { type: 'json' };

/** What is said of this slice's failures. */
export const dossierWords: ProblemWords = { nl, fr, en };
