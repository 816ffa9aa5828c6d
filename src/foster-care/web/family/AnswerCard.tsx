import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { formatAge, formatClock } from '../../../web/i18n/format.ts';
import type { Unsent } from '../../../web/offline/outbox.ts';
import { useNow } from '../../../web/shell.ts';
import { Button } from '../../../web/ui/index.ts';
import { answers } from '../../codes.ts';
import type { FamilyPage } from '../../contract.ts';
import { CardFacts } from '../CardFacts.tsx';
import { useCardWords } from '../card-words.ts';
import type { Answer } from './kept-family.ts';

export interface AnswerCardProps {
  readonly shown: FamilyPage['cards'][number];
  readonly unsent: Unsent | null;
  readonly onAnswer: (answer: Answer) => void;
  readonly onUndo: () => void;
}

/** One card with its three answers: a tap is enough, and it can be taken back or said otherwise. */
export function AnswerCard({ shown, unsent, onAnswer, onUndo }: AnswerCardProps) {
  const { t } = useTranslation('foster-care');
  const { title } = useCardWords();
  const now = useNow();
  const titleId = useId();
  const given = unsent && (unsent.body as { answer: Answer }).answer;
  const chosen = given ?? shown.answer;
  return (
    <li className="fc-card" aria-labelledby={titleId}>
      <h3 id={titleId}>{title(shown.card)}</h3>
      <p className="fc-small">{t('card.asked', { age: formatAge(shown.publishedAt, now) })}</p>
      <CardFacts card={shown.card} />
      <fieldset className="fc-answers">
        <legend className="vp-hidden">{t('answer.legend')}</legend>
        {answers.map((answer) => (
          <button
            key={answer}
            type="button"
            className="fc-answer"
            data-answer={answer}
            aria-pressed={answer === chosen}
            onClick={() => onAnswer(answer)}
          >
            {t(`answer.do.${answer}`)}
          </button>
        ))}
      </fieldset>
      <div className="fc-stands" role="status">
        <Stands unsent={unsent} given={given} answer={shown.answer} />
        {unsent && unsent.state !== 'sending' && !unsent.isTried ? (
          <Button onPress={onUndo}>{t('answer.undo')}</Button>
        ) : null}
      </div>
    </li>
  );
}

function Stands({
  unsent,
  given,
  answer,
}: {
  readonly unsent: Unsent | null;
  readonly given: Answer | null;
  readonly answer: Answer | null;
}) {
  const { t } = useTranslation('foster-care');
  if (unsent?.state === 'waiting')
    return (
      <p>
        {t(unsent.isTried ? 'answer.unheard' : 'answer.waiting', {
          at: formatClock(unsent.madeAt),
        })}
      </p>
    );
  if (given) return <p>{t('answer.going', { answer: t(`answer.do.${given}`) })}</p>;
  return answer ? <p>{t(`answer.stands.${answer}`)}</p> : null;
}
