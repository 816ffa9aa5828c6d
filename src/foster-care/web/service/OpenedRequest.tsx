import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../../web/Answered.tsx';
import { Button, EmptyState } from '../../../web/ui/index.ts';
import type { Board, RequestLook } from '../../contract.ts';
import { useAsked } from '../use-foster-care.ts';
import { type BoardRequest, liveMatch, stepOf } from './board-order.ts';
import { CardPart } from './CardPart.tsx';
import { DetailsPart } from './DetailsPart.tsx';
import { FamiliesPart } from './FamiliesPart.tsx';
import { EarlierMatches, MatchPart } from './MatchPart.tsx';
import { RequestActs } from './RequestActs.tsx';
import { SeenPart } from './SeenPart.tsx';
import { useRequestWords } from './use-request-words.ts';

const route = getRouteApi('/pleegzorg');

export interface OpenedProps {
  readonly request: BoardRequest;
  readonly board: Board;
}

/** One request, whole: what is asked, what families see of it, who can, and what is done next. */
export function OpenedRequest({
  request,
  board,
}: {
  readonly request: BoardRequest | null;
  readonly board: Board;
}) {
  const { t } = useTranslation('foster-service');
  const navigate = route.useNavigate();
  const close = () => void navigate({ search: {}, replace: true, resetScroll: false });
  return (
    <div className="fs-column fs-opened">
      <p className="vp-no-print">
        <Button onPress={close}>{t('request.back')}</Button>
      </p>
      {request ? (
        <Whole {...{ request, board }} />
      ) : (
        <EmptyState level={2} title={t('request.gone')}>
          {t('request.goneNext')}
        </EmptyState>
      )}
    </div>
  );
}

function Whole({ request, board }: OpenedProps) {
  const { t } = useTranslation('foster-service');
  const { title, facts } = useRequestWords();
  const step = stepOf(request);
  const match = liveMatch(request);
  return (
    <>
      <h2>{title(request)}</h2>
      <p>
        <b>
          {step === 'over' && request.unfilledReason
            ? t('state.unfilled', { why: t(`code.unfilled.${request.unfilledReason}`) })
            : t(`step.${step}`)}
        </b>
      </p>
      <RequestActs {...{ request, step }} />
      <dl className="fc-facts">
        {facts(request).map(({ name, words }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      {match ? <MatchPart match={match} board={board} /> : null}
      <EarlierMatches matches={request.matches} />
      {match && step !== 'over' ? <DetailsPart {...{ request, match }} /> : null}
      {step === 'over' || step === 'runs' ? (
        <SeenPart request={request} />
      ) : (
        <Looked {...{ request, board }} isPublished={request.card !== null} />
      )}
      {match || step === 'over' ? null : <DetailsPart {...{ request, match }} />}
    </>
  );
}

/** What is weighed while a family is looked for: before it is published the card first, then who can. */
function Looked({ request, board, isPublished }: OpenedProps & { readonly isPublished: boolean }) {
  const { t } = useTranslation('foster-service');
  const query = useAsked<RequestLook>(`/requests/${request.id}/look`);
  return (
    <Answered query={query} failed={t('request.failed')} mend={t('board.failedMend')} lines={8}>
      {(look) => (
        <>
          {isPublished ? null : <CardPart {...{ request, look }} />}
          <FamiliesPart {...{ request, board, look }} />
          {isPublished ? <CardPart {...{ request, look }} /> : null}
          <SeenPart request={request} />
        </>
      )}
    </Answered>
  );
}
