import { useTranslation } from 'react-i18next';
import { formatMomentShort } from '../../../web/i18n/format.ts';
import { Disclosure } from '../../../web/ui/index.ts';
import type { BoardMatch, BoardRequest } from './board-order.ts';
import { useRequestWords } from './use-request-words.ts';

/** Who was shown the card, saw it and answered, and which family could read the details since when. */
export function SeenPart({ request }: { readonly request: BoardRequest }) {
  const { t } = useTranslation('foster-service');
  const { t: words } = useTranslation('foster-care');
  const { km } = useRequestWords();
  const read = request.matches.filter(
    ({ familyYesAt, serviceYesAt }) => familyYesAt && serviceYesAt,
  );
  const moment = (at: string | null) => (at ? formatMomentShort(at) : '–');
  return (
    <Disclosure title={t('log.head')}>
      {() => (
        <div className="fs-group">
          <p className="fs-small">
            {t('log.count', { count: request.shown, seen: request.seen })}{' '}
            {request.shown > request.candidates.length
              ? t('log.nearest', { count: request.candidates.length })
              : null}
          </p>
          {request.candidates.length > 0 ? (
            <div className="fs-scroll" role="region" aria-label={t('log.cards')} tabIndex={0}>
              <table className="fs-log">
                <caption>{t('log.cards')}</caption>
                <thead>
                  <tr>
                    {(['family', 'km', 'shown', 'seen', 'answer', 'answered'] as const).map(
                      (head) => (
                        <th key={head} scope="col">
                          {t(`log.${head}`)}
                        </th>
                      ),
                    )}
                  </tr>
                </thead>
                <tbody>
                  {request.candidates.map((each) => (
                    <tr key={each.familyId}>
                      <th scope="row">{each.contactName ?? each.serviceName}</th>
                      <td>{km(each.km)}</td>
                      <td>{moment(each.shownAt)}</td>
                      <td>{moment(each.seenAt)}</td>
                      <td>{each.answer ? words(`answer.do.${each.answer}`) : '–'}</td>
                      <td>{moment(each.answeredAt)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          ) : null}
          <h4>{t('log.details')}</h4>
          {read.length === 0 ? <p>{t('log.nobody')}</p> : null}
          <ul className="fs-rows">
            {read.map((match) => (
              <li key={match.id}>
                {t(
                  match.state === 'CONFIRMED' || match.state === 'STARTED'
                    ? 'log.since'
                    : 'log.was',
                  {
                    name: match.contactName ?? t('families.unnamed'),
                    at: formatMomentShort(lastYes(match)),
                  },
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
    </Disclosure>
  );
}

/** When the second of both said yes. */
const lastYes = ({ familyYesAt, serviceYesAt }: BoardMatch): string =>
  [familyYesAt ?? '', serviceYesAt ?? ''].toSorted((a, b) => a.localeCompare(b)).at(-1) ?? '';
