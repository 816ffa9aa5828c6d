import { useTranslation } from 'react-i18next';
import { useNow } from '../../../web/shell.ts';
import type { Desk } from '../../contract.ts';
import { useMomentWords } from '../crisis-words.ts';
import { onDutyAt } from './next-shift.ts';
import './words.ts';

/** Who answers the telephone now, with the number to call. */
export function OnDutyNow({ onDuty }: { readonly onDuty: Desk['onDuty'] }) {
  const { t } = useTranslation('crisis-shift');
  const moment = useMomentWords();
  const now = onDutyAt(onDuty, useNow());
  if (now.length === 0) return <p className="cr-duty">{t('duty.nobody')}</p>;
  return (
    <p className="cr-duty">
      {now.map(({ id, name, phone, line, until }) => (
        <span key={id}>
          {t(line === 1 ? 'duty.first' : 'duty.second')} <b>{name}</b>
          {phone ? (
            <>
              {' '}
              <a href={`tel:${phone.replaceAll(' ', '')}`}>{phone}</a>
            </>
          ) : null}{' '}
          <span className="vp-muted">{t('duty.until', { at: moment(until) })}</span>
        </span>
      ))}
    </p>
  );
}
