import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { formatAge, formatClock } from '../../../web/i18n/format.ts';
import { useNow } from '../../../web/shell.ts';
import { Button } from '../../../web/ui/index.ts';
import { answers } from '../../codes.ts';
import type { FamilyPage } from '../../contract.ts';
import type { Answer, Unsent } from '../answer-outbox.ts';
import { CardFacts } from '../CardFacts.tsx';
import { useCardWords } from '../card-words.ts';

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
  const chosen = unsent?.answer ?? shown.answer;
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
        <Stands unsent={unsent} answer={shown.answer} />
        {unsent && unsent.state !== 'sending' ? (
          <Button onPress={onUndo}>{t('answer.undo')}</Button>
        ) : null}
      </div>
    </li>
  );
}

function Stands({
  unsent,
  answer,
}: {
  readonly unsent: Unsent | null;
  readonly answer: Answer | null;
}) {
  const { t } = useTranslation('foster-care');
  if (unsent?.state === 'waiting')
    return <p>{t('answer.waiting', { at: formatClock(unsent.givenAt) })}</p>;
  if (unsent) return <p>{t('answer.going', { answer: t(`answer.do.${unsent.answer}`) })}</p>;
  return answer ? <p>{t(`answer.stands.${answer}`)}</p> : null;
}
