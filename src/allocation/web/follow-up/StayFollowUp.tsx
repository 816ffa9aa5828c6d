import { useTranslation } from 'react-i18next';
import type { FollowUps } from '../../follow-up/contract.ts';
import { Part } from '../Part.tsx';
import { useAsked } from '../use-allocation.ts';
import { FollowUpCard } from './FollowUpCard.tsx';
import './words.ts';

/** How the stays of one proposal go, on its own page. */
export function StayFollowUp({ proposalId }: { readonly proposalId: string }) {
  const { t } = useTranslation('follow-up');
  const { data } = useAsked<FollowUps>('/follow-ups', { proposalId });
  if (!data) return null;
  return (
    <Part title={t('part')}>
      {data.rows.length === 0 ? <p className="vp-muted">{t('partNone')}</p> : null}
      <ul className="al-cards">
        {data.rows.map((row) => (
          <FollowUpCard key={row.id} row={row} isOwnPage />
        ))}
      </ul>
    </Part>
  );
}
