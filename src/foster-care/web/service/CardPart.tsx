import { useTranslation } from 'react-i18next';
import { formatAge, formatMoment } from '../../../web/i18n/format.ts';
import { useNow } from '../../../web/shell.ts';
import { Banner } from '../../../web/ui/index.ts';
import { ladder } from '../../card.ts';
import type { RequestLook } from '../../contract.ts';
import { CardFacts } from '../CardFacts.tsx';
import { useCardWords } from '../card-words.ts';
import type { BoardRequest } from './board-order.ts';

interface CardPartProps {
  readonly request: BoardRequest;
  readonly look: RequestLook;
}

/** What families see or would see: the card, its rung of the ladder, and why it says less than was asked. */
export function CardPart({ request, look }: CardPartProps) {
  const { t } = useTranslation('foster-service');
  const { title } = useCardWords();
  const now = useNow();
  const shown = request.card ?? (look.card ? { card: look.card, level: look.level ?? 0 } : null);
  return (
    <section className="fs-part" aria-labelledby="fs-card-head">
      <h3 id="fs-card-head">{t(request.card ? 'card.head' : 'card.preview')}</h3>
      {shown ? (
        <>
          {request.card ? (
            <p className="fs-small">
              {t('card.published', {
                at: formatMoment(request.card.publishedAt),
                age: formatAge(request.card.publishedAt, now),
                count: request.shown,
                seen: request.seen,
              })}
            </p>
          ) : null}
          <div className="fs-preview">
            <p className="fc-strong">{title(shown.card)}</p>
            <CardFacts card={shown.card} />
          </div>
          <Ladder level={shown.level} />
        </>
      ) : (
        <Banner tone="caution">{t('card.withheld')}</Banner>
      )}
    </section>
  );
}

/** Which rungs were taken, and why. */
function Ladder({ level }: { readonly level: number }) {
  const { t } = useTranslation('foster-service');
  if (level === 0) return <p className="fs-small">{t('ladder.asAsked')}</p>;
  return (
    <div className="fs-ladder">
      <p>{t('ladder.why', { level, of: ladder.length })}</p>
      <ol className="fs-rungs" aria-label={t('ladder.label')}>
        {ladder.map((field, n) => (
          <li key={`${n} ${field}`} data-taken={n < level ? '' : undefined}>
            {t(`ladder.rung.${(n + 1) as 1}`)}
            {n < level ? <span className="vp-hidden"> {t('ladder.taken')}</span> : null}
          </li>
        ))}
      </ol>
    </div>
  );
}
