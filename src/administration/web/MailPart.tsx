import { useTranslation } from 'react-i18next';
import { Answered } from '../../web/Answered.tsx';
import { formatMoment, formatNumber } from '../../web/i18n/format.ts';
import type { MailCounts } from '../contract.ts';
import { useList } from './use-administration.ts';

/** How much mail waits and what became of the rest: whoever keeps the installation sees that it goes out. */
export function MailPart() {
  const { t } = useTranslation('administration');
  const query = useList<MailCounts>('/api/administration/mail');
  return (
    <section aria-labelledby="ad-mail">
      <h2 id="ad-mail">{t('mail.title')}</h2>
      <p className="vp-muted">{t('mail.intro')}</p>
      <Answered query={query} failed={t('listFailed')} lines={2}>
        {({ waiting, oldestAt, sentLastDay, givenUp }) => (
          <ul className="ad-plain">
            <li>
              {t('mail.waiting', { count: waiting, number: formatNumber(waiting) })}
              {oldestAt ? ` ${t('mail.since', { moment: formatMoment(oldestAt) })}` : ''}
            </li>
            <li>{t('mail.sent', { count: sentLastDay, number: formatNumber(sentLastDay) })}</li>
            <li>{t('mail.givenUp', { count: givenUp, number: formatNumber(givenUp) })}</li>
          </ul>
        )}
      </Answered>
    </section>
  );
}
