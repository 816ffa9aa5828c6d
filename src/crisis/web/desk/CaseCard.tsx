import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { formatAge } from '../../../web/i18n/format.ts';
import { useNow } from '../../../web/shell.ts';
import { useLinkPress } from '../../../web/ui/link-navigation.ts';
import { usePhone } from '../../../web/use-narrow.ts';
import type { DeskRequest } from '../../contract.ts';
import { useChildWords, useMomentWords } from '../crisis-words.ts';
import { clockUrgency, stepOf, type Urgency } from './urgency.ts';

interface CaseCardProps {
  readonly request: DeskRequest;
  readonly urgency: Urgency;
  readonly isOpened: boolean;
  /** The way to it that keeps what the list is filtered by. */
  readonly href: string;
}

/** One open case: for whom, who is asked now and since when (on a phone: how many), its clock, and what to do next. */
export function CaseCard({ request, urgency, isOpened, href }: CaseCardProps) {
  const { t } = useTranslation('crisis');
  const child = useChildWords();
  const now = useNow();
  const isPhone = usePhone();
  const asked = request.minors
    .flatMap(({ attempts }) => attempts)
    .filter(({ state }) => state === 'ASKED' || state === 'SILENT');
  const age = formatAge(request.receivedAt, now);
  const small = isPhone
    ? [
        request.wanted ? t(`code.help.${request.wanted}`) : t(`code.kind.${request.kind}`),
        asked.length === 0 ? null : t('case.askedCount', { count: asked.length }),
        age,
      ]
    : [
        t(`code.kind.${request.kind}`),
        request.wanted ? t(`code.help.${request.wanted}`) : null,
        t('case.received', { age }),
      ];
  return (
    <li className="cr-card" data-tone={urgency} data-opened={isOpened ? '' : undefined}>
      <h3>
        <a
          className="cr-card-link"
          data-case={request.id}
          href={href}
          aria-current={isOpened ? 'true' : undefined}
          onClick={useLinkPress()}
        >
          {t('case.number', { number: request.number })}
        </a>
        {request.minors.map((minor, n) => (
          <Fragment key={minor.id}>
            {n === 0 ? ' · ' : ' '}
            <span className="cr-child">
              {child(minor)}
              {n < request.minors.length - 1 ? ';' : ''}
            </span>
          </Fragment>
        ))}
      </h3>
      <p className="cr-marks">
        <b>{t(`step.${stepOf(request, now)}`)}</b>
        <Unsafety of={request} />
      </p>
      <Clock request={request} />
      {asked.length === 0 || isPhone ? null : (
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
      <p className="cr-small">{small.filter(Boolean).join(' · ')}</p>
    </li>
  );
}

/** How unsafe it is, where it is. */
export function Unsafety({ of: { unsafety } }: { readonly of: Pick<DeskRequest, 'unsafety'> }) {
  const { t } = useTranslation('crisis');
  return unsafety === 'NONE' ? null : (
    <span className="cr-unsafe" data-tone={unsafety}>
      {t(`code.unsafety.${unsafety}`)}
    </span>
  );
}

/** What the clock of a case does next, and when. */
export function Clock({ request }: { readonly request: DeskRequest }) {
  const { t } = useTranslation('crisis');
  const moment = useMomentWords();
  const now = useNow();
  if (request.nextDue === null) return null;
  const { kind, at } = request.nextDue;
  return (
    <p className="cr-clock" data-tone={clockUrgency(at, now)}>
      {t(`due.${kind}`, { at: moment(at) })}
    </p>
  );
}
