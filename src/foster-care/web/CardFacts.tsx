import { useTranslation } from 'react-i18next';
import { formatList } from '../../web/i18n/format.ts';
import { type ShownCard, useCardWords } from './card-words.ts';

/** What a card says, each with its name, and what it keeps silent. */
export function CardFacts({ card }: { readonly card: ShownCard }) {
  const { t } = useTranslation('foster-care');
  const { facts, unsaid } = useCardWords();
  const silent = unsaid(card);
  return (
    <>
      <dl className="fc-facts">
        {facts(card).map(({ name, words }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      {silent.length > 0 ? (
        <p className="fc-small">{t('card.unsaid', { list: formatList(silent).toLowerCase() })}</p>
      ) : null}
    </>
  );
}
