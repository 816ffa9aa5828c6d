import type { ProblemWords } from '../platform/http/problem.ts';
import en from './locales/problems.en.json' with { type: 'json' };
import fr from './locales/problems.fr.json' with { type: 'json' };
import nl from './locales/problems.nl.json' with { type: 'json' };

/** The slice's words for its failures. */
export const privacyWords: ProblemWords = { nl, fr, en };
