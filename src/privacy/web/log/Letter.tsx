import { useTranslation } from 'react-i18next';
import { dayOf, formatDay, formatMoment } from '../../../web/i18n/format.ts';
import { useNow } from '../../../web/shell.ts';
import type { FileLog, LogLine } from '../../contract.ts';
import { useLogWords } from './use-log-words.ts';

/** Staff are named by role and organisation; a name only where the person needs it, by the officer's own hand (C-579/21). */
function whoOf(line: LogLine, roleOf: (code: string | null) => string): string {
  return [roleOf(line.role), line.organisation].filter(Boolean).join(', ');
}

/** The letter to who asked who looked: when, which role, why. Nothing of what stood in the file, no name of staff. */
export function Letter({ lines, purposes, more }: FileLog) {
  const { t } = useTranslation('privacy');
  const { roleOf, whatOf } = useLogWords();
  const shown = lines.filter(({ outcome }) => typeof outcome !== 'number' || outcome < 400);
  return (
    <article className="pr-letter pr-part">
      <h2>{t('letter.title')}</h2>
      <p>{t('letter.day', { day: formatDay(dayOf(useNow())) })}</p>
      <p>{t('letter.intro')}</p>
      {shown.length === 0 ? <p>{t('letter.nobody')}</p> : null}
      <ol>
        {shown.map((line, n) => (
          // oxlint-disable-next-line react/no-array-index-key -- lines never change place
          <li key={n}>
            {formatMoment(line.at)}: {whoOf(line, roleOf)} ({whatOf(line)}).{' '}
            {purposes[line.purpose] ?? ''}
          </li>
        ))}
      </ol>
      {more ? <p>{t('letter.more')}</p> : null}
      <p>{t('letter.rights')}</p>
    </article>
  );
}
