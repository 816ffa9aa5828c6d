import type { InEachLanguage, Language } from '../../platform/language.ts';
import enFiles from '../../platform/files/messages.en.json' with { type: 'json' };
import frFiles from '../../platform/files/messages.fr.json' with { type: 'json' };
import nlFiles from '../../platform/files/messages.nl.json' with { type: 'json' };
import type { FileFault } from './columns.ts';
import en from './locales/en.json' with { type: 'json' };
import fr from './locales/fr.json' with { type: 'json' };
import nl from './locales/nl.json' with { type: 'json' };

/** What is said of a file of the waiting list, and of its rows. */
export const listFileWords: InEachLanguage<typeof nl> = { nl, fr, en };
const ofFiles: InEachLanguage<typeof nlFiles> = { nl: nlFiles, fr: frFiles, en: enFiles };

const fill = (sentence: string, values: Record<string, unknown>): string =>
  sentence.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));

/** A fault as people read it: what is wrong, where, and how to mend it. */
export function wordedFault(fault: FileFault, language: Language) {
  const { params, ...rest } = fault;
  const words = (kind: 'problem' | 'mend'): string | undefined =>
    (listFileWords[language][kind] as Record<string, string>)[fault.code] ??
    (ofFiles[language][kind] as Record<string, string>)[fault.code];
  const values = { ...params, found: fault.found, column: fault.column };
  const mend = words('mend');
  return {
    ...rest,
    message: fill(words('problem') ?? fault.code, values),
    mend: mend === undefined ? null : fill(mend, values),
  };
}
