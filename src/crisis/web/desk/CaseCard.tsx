import { useTranslation } from 'react-i18next';
import { formatAge } from '../../../web/i18n/format.ts';
import { useNow } from '../../../web/shell.ts';
import { useLinkPress } from '../../../web/ui/link-navigation.ts';
import type { DeskRequest } from '../../contract.ts';
import { useChildWords, useMomentWords } from '../crisis-words.ts';
import { stepOf, type Urgency } from './urgency.ts';

interface CaseCardProps {
  readonly request: DeskRequest;
  readonly urgency: Urgency;
  readonly isOpened: boolean;
}

/** One open case: for whom, who is asked now and since when, its clock, and what to do next. */
export function CaseCard({ request, urgency, isOpened }: CaseCardProps) {
  const { t } = useTranslation('crisis');
  const child = useChildWords();
  const now = useNow();
  const asked = request.minors
    .flatMap(({ attempts }) => attempts)
    .filter(({ state }) => state === 'ASKED' || state === 'SILENT');
  const who = request.minors.map(child).join('; ');
  return (
    <li className="cr-card" data-tone={urgency} data-opened={isOpened ? '' : undefined}>
      <h3>
        <a
          className="cr-card-link"
          href={`/crisis?vraag=${request.id}`}
          aria-current={isOpened ? 'true' : undefined}
          onClick={useLinkPress()}
        >
          {t('case.number', { number: request.number })}
        </a>
        {who === '' ? '' : ` · ${who}`}
      </h3>
      <p className="cr-marks">
        <b>{t(`step.${stepOf(request)}`)}</b>
        {request.unsafety === 'NONE' ? null : (
          <span className="cr-unsafe" data-tone={request.unsafety}>
            {t(`code.unsafety.${request.unsafety}`)}
          </span>
        )}
      </p>
      <Clock request={request} urgency={urgency} />
      {asked.length === 0 ? null : (
        <ul className="cr-lines">
          {asked.map(({ id, partnerName, state, askedAt }) => (
            <li key={id}>
              {t(state === 'SILENT' ? 'case.silent' : 'case.asked', {
                partner: partnerName,
                age: formatAge(askedAt, now),
              })}
            </li>
          ))}
        </ul>
      )}
      <p className="cr-small">
        {[
          t(`code.kind.${request.kind}`),
          request.wanted ? t(`code.help.${request.wanted}`) : null,
          t('case.received', { age: formatAge(request.receivedAt, now) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </li>
  );
}

/** What the clock of a case does next, and when. */
export function Clock({
  request,
  urgency,
}: {
  readonly request: DeskRequest;
  readonly urgency: Urgency;
}) {
  const { t } = useTranslation('crisis');
  const moment = useMomentWords();
  if (request.nextDue === null) return null;
  const { kind, at } = request.nextDue;
  return (
    <p className="cr-clock" data-tone={urgency}>
      {t(`due.${kind}`, { at: moment(at) })}
    </p>
  );
}
