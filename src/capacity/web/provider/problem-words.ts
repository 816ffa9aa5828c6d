import { useTranslation } from 'react-i18next';
import type { ApiProblem } from '../../../web/api.ts';
import type { EndReason } from '../../codes.ts';
import { formatDay } from '../../../web/i18n/format.ts';
import './words.ts';

/** What went wrong and how to mend it, in the words of the provider's work. */
export interface ProblemWords {
  readonly what: string;
  readonly mend: string | null;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Days in the facts of a failure are written out, and so are the reasons for which a stay ends. */
const inWords = (
  details: Readonly<Record<string, unknown>>,
  reasonWords: (reason: unknown) => string,
) =>
  Object.fromEntries(
    Object.entries(details).map(([name, value]) => [
      name,
      typeof value === 'string' && DAY.test(value)
        ? formatDay(value)
        : name === 'reason'
          ? reasonWords(value)
          : value,
    ]),
  );

/** What went wrong is followed by how to mend it, on one line: it ends as a sentence does. */
const sentence = (text: string) => (/[.?!]$/.test(text) ? text : `${text}.`);

/** Words for a failure: our own by its code, else the server's. */
export function useProblemWords(): (problem: ApiProblem) => ProblemWords {
  const { t, i18n } = useTranslation('capacity');
  return (problem) => {
    const key = `provider.problem.${problem.code}`;
    const facts = inWords(problem.details, (reason) =>
      i18n.exists(`capacity:codes.end.${String(reason)}`)
        ? t(`codes.end.${reason as EndReason}`)
        : t('provider.problem.noReason'),
    );
    if (i18n.exists(`capacity:${key}.what`)) {
      return {
        what: sentence(t(`${key}.what` as never, facts) as string),
        mend: t(`${key}.mend` as never, facts) as string,
      };
    }
    const what = sentence(problem.message || t('provider.problem.unknown'));
    return { what, mend: problem.mend };
  };
}
