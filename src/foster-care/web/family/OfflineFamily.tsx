import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatAge } from '../../../web/i18n/format.ts';
import { keptFact } from '../../../web/offline/kept.ts';
import type { OfflinePageProps } from '../../../web/offline/pages.ts';
import { useNow } from '../../../web/shell.ts';
import { EmptyState } from '../../../web/ui/index.ts';
import '../words.ts';
import { Availability } from './Availability.tsx';
import { aboutCard, FAMILY, type KeptFamily } from './kept-family.ts';
import { Refused } from './Refused.tsx';
import { useOutbox } from './use-outbox.ts';
import '../foster-care.css';

/** The family's page without a line: its own days with their age, what waits to go, and nothing of any child. */
export function OfflinePage({ whose }: OfflinePageProps) {
  const { t } = useTranslation('foster-care');
  const now = useNow();
  const [kept, setKept] = useState<{ at: string; value: unknown } | null | undefined>();
  const outbox = useOutbox(whose, false);
  useEffect(() => {
    keptFact(FAMILY, whose).then(setKept, () => setKept(null));
  }, [whose]);
  const answers = outbox.unsent.filter(({ about }) => about.startsWith(aboutCard('')));
  const family = kept && (kept.value as KeptFamily);
  return (
    <div className="fc-page">
      <h1>{t('family.title')}</h1>
      <section aria-labelledby="fc-cards" className="fc-group">
        <h2 id="fc-cards">{t('card.head')}</h2>
        <p>{t('offline.cards')}</p>
        {answers.length > 0 ? (
          <p role="status" className="fc-strong">
            {t('offline.answers', { count: answers.length })}
          </p>
        ) : null}
        <Refused words={outbox.refused} />
      </section>
      {family ? (
        <Availability
          windows={family.windows}
          places={family.places}
          outbox={outbox}
          as={t('offline.as', { age: formatAge(kept.at, now) })}
        />
      ) : null}
      {kept === null ? (
        <EmptyState level={2} title={t('offline.nothing')}>
          {t('family.failedMend')}
        </EmptyState>
      ) : null}
    </div>
  );
}
