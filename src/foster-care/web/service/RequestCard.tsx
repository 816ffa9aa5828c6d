import { useTranslation } from 'react-i18next';
import { formatAge } from '../../../web/i18n/format.ts';
import { useNow } from '../../../web/shell.ts';
import { useLinkPress } from '../../../web/ui/link-navigation.ts';
import { type BoardRequest, liveMatch, stepOf, urgencyOf } from './board-order.ts';
import { useRequestWords } from './use-request-words.ts';

interface RequestCardProps {
  readonly request: BoardRequest;
  /** ISO day in Brussels. */
  readonly today: string;
  readonly isOpened: boolean;
}

/** One request in the list: for whom, where and when, what it waits for, how many answered. */
export function RequestCard({ request, today, isOpened }: RequestCardProps) {
  const { t } = useTranslation('foster-service');
  const { t: words } = useTranslation('foster-care');
  const { title, when } = useRequestWords();
  const now = useNow();
  const press = useLinkPress();
  const step = stepOf(request);
  const isOver = step === 'over' || step === 'runs';
  return (
    <li
      className="fs-card"
      data-tone={isOver ? 'plain' : urgencyOf(request.startOn, today)}
      data-opened={isOpened ? '' : undefined}
    >
      <h3>
        <a
          className="fs-card-link"
          href={`/pleegzorg?vraag=${request.id}`}
          aria-current={isOpened ? 'true' : undefined}
          onClick={press}
        >
          {title(request)}
        </a>
      </h3>
      <p>
        {request.municipality} · {when(request)}
      </p>
      <p>
        <b>
          {step === 'over' && request.unfilledReason
            ? t('state.unfilled', { why: t(`code.unfilled.${request.unfilledReason}`) })
            : t(`step.${step}`)}
        </b>
      </p>
      <Answers request={request} />
      <p className="fs-small">
        {[
          words(`codes.kind.${request.kind}`),
          words(`codes.length.${request.length}`),
          t('request.received', { age: formatAge(request.receivedAt, now) }),
          request.crisisRef ? t('request.ofCrisis') : null,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </li>
  );
}

/** How many families saw it and what they said; or which family it is. */
function Answers({ request }: { readonly request: BoardRequest }) {
  const { t } = useTranslation('foster-service');
  const match = liveMatch(request);
  if (match) return <p className="fs-small">{match.contactName ?? t('families.unnamed')}</p>;
  if (!request.card) return null;
  const count = (answer: string) =>
    request.candidates.filter((each) => each.answer === answer).length;
  const said = [
    { n: count('CAN'), words: t('answers.can', { count: count('CAN') }) },
    { n: count('CALL_ME'), words: t('answers.call', { count: count('CALL_ME') }) },
    { n: count('CANNOT'), words: t('answers.cannot', { count: count('CANNOT') }) },
  ].filter(({ n }) => n > 0);
  return (
    <p className="fs-small">
      {[t('answers.shown', { count: request.shown }), ...said.map(({ words }) => words)].join(
        ' · ',
      )}
    </p>
  );
}
