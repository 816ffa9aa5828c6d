import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../../web/Answered.tsx';
import { useApi } from '../../../web/shell.ts';
import { Banner, EmptyState } from '../../../web/ui/index.ts';
import type { FamilyPage as Page } from '../../contract.ts';
import { useAsked } from '../use-foster-care.ts';
import { AnswerCard } from './AnswerCard.tsx';
import { Availability } from './Availability.tsx';
import { Matches } from './Matches.tsx';
import { useAnswers } from './use-answers.ts';
import '../foster-care.css';

/** What a family sees and does on its phone: who is asked, who comes, when it is there. */
export function FamilyPage() {
  const { t } = useTranslation('foster-care');
  const query = useAsked<Page>('/mine');
  return (
    <div className="fc-page">
      <h1>{t('family.title')}</h1>
      <Answered query={query} failed={t('family.failed')} mend={t('family.failedMend')} lines={8}>
        {(page) => <Found page={page} />}
      </Answered>
    </div>
  );
}

function Found({ page }: { readonly page: Page }) {
  const { t } = useTranslation('foster-care');
  const { family, cards, matches, windows } = page;
  if (!family)
    return (
      <EmptyState level={2} title={t('family.nobody')}>
        {t('family.nobodyNext')}
      </EmptyState>
    );
  return (
    <>
      {family.state === 'APPROVED' ? null : (
        <Banner tone="caution">{t(`family.state.${family.state}`)}</Banner>
      )}
      <Matches matches={matches} />
      <Cards cards={cards} serviceName={family.serviceName} />
      <Availability windows={windows} places={family.places} />
      <p className="fc-small">{t('family.of', { service: family.serviceName })}</p>
    </>
  );
}

function Cards({
  cards,
  serviceName,
}: {
  readonly cards: Page['cards'];
  readonly serviceName: string;
}) {
  const { t } = useTranslation('foster-care');
  const { unsent, refused, give, undo } = useAnswers();
  useSeen(cards);
  return (
    <section aria-labelledby="fc-cards" className="fc-group">
      <h2 id="fc-cards">{t('card.head')}</h2>
      {unsent.some(({ state }) => state === 'waiting') ? (
        <Banner tone="caution" isAnnounced>
          {t('answer.noLine')}
        </Banner>
      ) : null}
      {refused ? (
        <Banner tone="caution" isAnnounced>
          {refused}
        </Banner>
      ) : null}
      {cards.length === 0 ? (
        <EmptyState level={3} title={t('card.none')}>
          {t('card.noneNext', { service: serviceName })}
        </EmptyState>
      ) : (
        <ul className="fc-list">
          {cards.map((shown) => (
            <AnswerCard
              key={shown.id}
              shown={shown}
              unsent={unsent.find(({ cardId }) => cardId === shown.id) ?? null}
              onAnswer={(answer) => give(shown.id, answer)}
              onUndo={() => undo(shown.id)}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

/** Says once which cards were on the screen. */
function useSeen(cards: Page['cards']): void {
  const api = useApi();
  const told = useRef(new Set<string>());
  useEffect(() => {
    if (document.visibilityState === 'hidden') return;
    const cardIds = cards
      .filter(({ id, seenAt }) => seenAt === null && !told.current.has(id))
      .map(({ id }) => id);
    if (cardIds.length === 0) return;
    for (const id of cardIds) told.current.add(id);
    api.send('POST', '/api/foster-care/mine/cards/seen', { cardIds }).catch(() => {
      for (const id of cardIds) told.current.delete(id);
    });
  }, [api, cards]);
}
