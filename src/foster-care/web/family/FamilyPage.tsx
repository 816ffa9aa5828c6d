import { lazy, type ReactNode, Suspense, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../../web/Answered.tsx';
import { formatAge } from '../../../web/i18n/format.ts';
import { OldBanner } from '../../../web/offline/LineBanner.tsx';
import { keepFact } from '../../../web/offline/kept.ts';
import { registerWorker } from '../../../web/offline/register-worker.ts';
import { wornHat } from '../../../web/session.ts';
import { useApi, useNow, useSession } from '../../../web/shell.ts';
import { Banner, EmptyState } from '../../../web/ui/index.ts';
import type { FamilyPage as Page } from '../../contract.ts';
import { Folded } from '../Folded.tsx';
import { useAsked } from '../use-foster-care.ts';
import { AnswerCard } from './AnswerCard.tsx';
import { Availability } from './Availability.tsx';
import { aboutCard, FAMILY, keptOf } from './kept-family.ts';
import { Matches } from './Matches.tsx';
import { Refused } from './Refused.tsx';
import { type FamilyOutbox, useOutbox } from './use-outbox.ts';
import '../foster-care.css';

/** Beside what is asked of the family: it may come late, or not at all on a bad line. */
const PhonePart = lazy(() =>
  import('../phone/PhonePart.tsx').catch(
    (): { default: (props: { whose: string }) => ReactNode } => ({
      default: () => null,
    }),
  ),
);

/** What a family sees and does on its phone: who is asked, who comes, when it is there. */
export function FamilyPage() {
  const { t } = useTranslation('foster-care');
  const query = useAsked<Page>('/mine');
  const session = useSession();
  const whose = wornHat(session)?.id ?? '';
  const outbox = useOutbox(whose, true);
  useKept(query.data, query.dataUpdatedAt, whose);
  useEffect(() => {
    registerWorker('/pleeggezin').catch(() => {});
  }, []);
  return (
    <div className="fc-page">
      <h1>{t('family.title')}</h1>
      <OldBanner updatedAt={query.dataUpdatedAt} />
      <Answered query={query} failed={t('family.failed')} mend={t('family.failedMend')} lines={8}>
        {(page) => <Found page={page} outbox={outbox} />}
      </Answered>
      <Suspense>
        <PhonePart whose={whose} />
      </Suspense>
    </div>
  );
}

/** The own days stay on the phone, to be read and changed without a line. */
function useKept(page: Page | undefined, at: number, whose: string): void {
  useEffect(() => {
    const value = page && keptOf(page);
    if (value)
      keepFact({ name: FAMILY, whose, at: new Date(at).toISOString(), value }).catch(() => {});
  }, [page, at, whose]);
}

interface FoundProps {
  readonly page: Page;
  readonly outbox: FamilyOutbox;
}

function Found({ page, outbox }: FoundProps) {
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
      <PassedOver passedOver={page.passedOver} serviceName={family.serviceName} />
      <Matches matches={matches} />
      <Cards cards={cards} serviceName={family.serviceName} outbox={outbox} />
      <Availability windows={windows} places={family.places} outbox={outbox} />
      <p className="fc-small">{t('family.of', { service: family.serviceName })}</p>
    </>
  );
}

/** Why the service chose otherwise, in kind words, and nothing of the child. */
function PassedOver({
  passedOver,
  serviceName,
}: Pick<Page, 'passedOver'> & { readonly serviceName: string }) {
  const { t } = useTranslation('foster-care');
  const now = useNow();
  if (!passedOver) return null;
  return (
    <section aria-labelledby="fc-passed" className="fc-card">
      <h2 id="fc-passed">{t('passedOver.head')}</h2>
      <p className="fc-small">{formatAge(passedOver.at, now)}</p>
      <p>{t(`passedOver.${passedOver.reason}`)}</p>
      <p>{t('passedOver.thanks', { service: serviceName })}</p>
    </section>
  );
}

/** As many as somebody reads in the evening; who wants more, asks for it. */
const FIRST_CARDS = 4;

function Cards({
  cards,
  serviceName,
  outbox: { unsent, refused, answer, undo },
}: {
  readonly cards: Page['cards'];
  readonly serviceName: string;
  readonly outbox: FamilyOutbox;
}) {
  const { t } = useTranslation('foster-care');
  return (
    <section aria-labelledby="fc-cards" className="fc-group">
      <h2 id="fc-cards">{t('card.head')}</h2>
      {unsent.some(({ state }) => state === 'waiting') ? (
        <Banner tone="caution" isAnnounced>
          {t('answer.noLine')}
        </Banner>
      ) : null}
      <Refused words={refused} />
      {cards.length === 0 ? (
        <EmptyState level={3} title={t('card.none')}>
          {t('card.noneNext', { service: serviceName })}
        </EmptyState>
      ) : (
        <Folded rows={cards} first={FIRST_CARDS}>
          {(read) => (
            <>
              <Seen cards={read} />
              <ul className="fc-list">
                {read.map((shown) => (
                  <AnswerCard
                    key={shown.id}
                    shown={shown}
                    unsent={unsent.find(({ about }) => about === aboutCard(shown.id)) ?? null}
                    onAnswer={(said) => answer(shown.id, said)}
                    onUndo={() => undo(aboutCard(shown.id))}
                  />
                ))}
              </ul>
            </>
          )}
        </Folded>
      )}
    </section>
  );
}

/** Says once which cards were on the screen. */
function Seen({ cards }: { readonly cards: readonly Page['cards'][number][] }): null {
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
  return null;
}
