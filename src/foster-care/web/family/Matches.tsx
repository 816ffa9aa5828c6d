import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, formatDay } from '../../../web/i18n/format.ts';
import { Button, Dialog, RadioGroup } from '../../../web/ui/index.ts';
import { refusalReasons } from '../../codes.ts';
import type { FamilyPage } from '../../contract.ts';
import { CardFacts } from '../CardFacts.tsx';
import { useCardWords } from '../card-words.ts';
import { useWrite } from '../use-foster-care.ts';

type OwnMatch = FamilyPage['matches'][number];

/** For which child the family is asked, or which child is there. */
export function Matches({ matches }: { readonly matches: readonly OwnMatch[] }) {
  const { t } = useTranslation('foster-care');
  if (matches.length === 0) return null;
  return (
    <section aria-labelledby="fc-matches" className="fc-group">
      <h2 id="fc-matches">{t('match.head')}</h2>
      <ul className="fc-list">
        {matches.map((match) => (
          <MatchCard key={match.id} match={match} />
        ))}
      </ul>
    </section>
  );
}

function MatchCard({ match }: { readonly match: OwnMatch }) {
  const { t } = useTranslation('foster-care');
  const { title } = useCardWords();
  const { send, isPending, problem } = useWrite();
  const [isRefusing, setRefusing] = useState(false);
  const { state, card, familyYesAt, from, until } = match;
  const stands =
    state === 'PROPOSED'
      ? familyYesAt
        ? 'weSaidYes'
        : 'asked'
      : (state.toLowerCase() as 'confirmed');
  const mayRefuse = state === 'PROPOSED' || state === 'CONFIRMED';
  return (
    <li className="fc-card" data-tone={state === 'PROPOSED' && !familyYesAt ? 'asked' : 'plain'}>
      <h3>{card ? title(card) : t('match.noCard', { count: match.places })}</h3>
      <p className="fc-strong">{t(`match.stands.${stands}`)}</p>
      <p>{t('match.days', { from: formatDay(from), to: formatDay(addDays(until, -1)) })}</p>
      <Details details={match.details} />
      {card && !match.details ? <CardFacts card={card} /> : null}
      {!card && !match.details && mayRefuse ? <p>{t('match.byPhone')}</p> : null}
      {problem ? <p role="alert">{problem}</p> : null}
      <div className="fc-quick vp-no-print">
        {state === 'PROPOSED' && !familyYesAt ? (
          <Button
            look="primary"
            isPending={isPending}
            onPress={() =>
              void send({ path: `/matches/${match.id}/confirm`, said: t('match.confirmed') })
            }
          >
            {t('match.confirm')}
          </Button>
        ) : null}
        {mayRefuse ? <Button onPress={() => setRefusing(true)}>{t('match.refuse')}</Button> : null}
      </div>
      {isRefusing ? <RefuseDialog id={match.id} onClose={() => setRefusing(false)} /> : null}
    </li>
  );
}

const parts = ['firstNames', 'arrival', 'care', 'health', 'contactWords'] as const;

/** What the family needs to know; there once both said yes. */
function Details({ details }: Pick<OwnMatch, 'details'>) {
  const { t } = useTranslation('foster-care');
  const said = details ? parts.filter((part) => details[part]) : [];
  if (!details || said.length === 0) return null;
  return (
    <dl className="fc-details">
      {said.map((part) => (
        <div key={part}>
          <dt>{t(`details.${part}`)}</dt>
          <dd>{details[part]}</dd>
        </div>
      ))}
    </dl>
  );
}

type Reason = (typeof refusalReasons)[number];

function RefuseDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { t } = useTranslation('foster-care');
  const { send, isPending, problem } = useWrite();
  const [reason, setReason] = useState<Reason | null>(null);
  const [asked, setAsked] = useState(false);
  const save = async () => {
    setAsked(true);
    if (!reason) return;
    const said = t('match.refused');
    if (await send({ path: `/matches/${id}/refuse`, body: { reason }, said })) onClose();
  };
  return (
    <Dialog
      title={t('match.refuseTitle')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button look="danger" onPress={() => void save()} isPending={isPending}>
            {t('match.refuse')}
          </Button>
          <Button look="quiet" onPress={onClose}>
            {t('form.cancel')}
          </Button>
        </>
      }
    >
      <RadioGroup
        label={t('match.why')}
        isRequired
        choices={refusalReasons.map((each) => ({ id: each, label: t(`codes.refusal.${each}`) }))}
        value={reason}
        onChange={(next) => setReason(refusalReasons.find((each) => each === next) ?? null)}
        error={asked && !reason ? t('form.required') : null}
      />
      {problem ? <p role="alert">{problem}</p> : null}
    </Dialog>
  );
}
