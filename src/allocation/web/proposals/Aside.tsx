import { useTranslation } from 'react-i18next';
import { formatDay, formatMoment } from '../../../web/i18n/format.ts';
import { Banner, Disclosure, LinkButton } from '../../../web/ui/index.ts';
import { letterReaders } from '../../letters/letter-texts.ts';
import type { ProposalDetail } from '../../dialogue/contract.ts';
import { InnerLink } from '../InnerLink.tsx';
import { Part } from '../Part.tsx';

interface AsideProps {
  readonly detail: ProposalDetail;
}

/** Why the provider does not start this child, who says so, and what would lift it. */
export function Refusal({ detail }: AsideProps) {
  const { t } = useTranslation('allocation');
  const { refusal } = detail;
  if (!refusal) return null;
  return (
    <Banner tone="caution">
      <p>
        <b>{t('refusal.title', { reason: t(`codes.decline.${refusal.code}`) })}</b>
      </p>
      {refusal.words ? <p className="al-quote">{refusal.words}</p> : null}
      <p>{t('refusal.by', { who: t(`codes.declinedBy.${refusal.by}`) })}</p>
      <p>
        {refusal.liftable
          ? refusal.liftedBy
            ? t('refusal.liftedBy', { what: refusal.liftedBy })
            : t('refusal.liftable')
          : t('refusal.final')}
      </p>
    </Banner>
  );
}

const decided: ReadonlySet<string> = new Set([
  'ACCEPTED',
  'START_PLANNED',
  'STARTED',
  'NOT_STARTED',
]);

/** The decision in plain Dutch, once there is one, for each child. */
export function Letters({ detail: { row } }: AsideProps) {
  const { t } = useTranslation('allocation');
  if (!decided.has(row.state)) return null;
  return (
    <Part title={t('letters.title')}>
      <p className="al-small">{t('letters.help')}</p>
      {row.children.map(({ requestId, pseudonym }) => (
        <p key={pseudonym} className="vp-actions vp-no-print">
          <span>{pseudonym}</span>
          {letterReaders.map((reader) => (
            <LinkButton
              key={reader}
              size="small"
              target="_blank"
              href={`/api/allocation/proposals/${row.id}/letters/${requestId}?reader=${reader}`}
            >
              {t(`letters.${reader}`)}
            </LinkButton>
          ))}
        </p>
      ))}
    </Part>
  );
}

/** From which list it was chosen, and why not the first. */
export function Choice({ detail: { choice, row } }: AsideProps) {
  const { t } = useTranslation('allocation');
  if (!choice || !(choice.recordId || choice.departureCode || choice.endReason)) return null;
  return (
    <Part title={t('choice.title')}>
      {choice.rank ? <p>{t('choice.rank', { rank: choice.rank })}</p> : null}
      {choice.departureCode ? (
        <p>
          {t('choice.departure', { reason: t(`codes.departure.${choice.departureCode}`) })}
          {choice.departureReason ? (
            <span className="al-small">{choice.departureReason}</span>
          ) : null}
        </p>
      ) : null}
      {choice.endReason ? <p>{t('choice.end', { reason: choice.endReason })}</p> : null}
      {choice.recordId ? (
        <p className="vp-no-print">
          <InnerLink
            href={`/toewijzen/plaats/${row.unitId}/${row.module}?lijst=${choice.recordId}`}
          >
            {t('choice.record')}
          </InnerLink>
        </p>
      ) : null}
    </Part>
  );
}

/** The grades of the mandate, each with its motive and who was heard. */
export function Mandate({ detail: { mandate, row } }: AsideProps) {
  const { t } = useTranslation('allocation');
  return (
    <Part title={t('mandate.title', { grade: row.grade })}>
      <p className="vp-muted">{t(`codes.grade.${row.grade as 1}`)}</p>
      <ol className="al-lines">
        {mandate.map((step) => (
          <li key={step.at}>
            <b>{t('mandate.step', { from: step.from, to: step.to })}</b>
            <p>{step.motive}</p>
            <p className="al-small">{t('mandate.heard', { who: step.heard })}</p>
            {step.agreements.length > 0 ? (
              <ul className="al-list">
                {step.agreements.map(({ what, owner, due }) => (
                  <li key={`${what} ${owner}`}>
                    {t('mandate.agreement', { what, owner, day: formatDay(due) })}
                  </li>
                ))}
              </ul>
            ) : null}
            <p className="al-small">
              {[formatMoment(step.at), step.by].filter(Boolean).join(', ')}
            </p>
          </li>
        ))}
      </ol>
    </Part>
  );
}

const KINDS = [
  'draft',
  'hear',
  'send',
  'say',
  'accept',
  'refuse',
  'plan-start',
  'start',
  'end',
  'grade',
  'expire',
  'replan',
  'place-gone',
] as const;
const FOLLOWED = ['view', 'register', 'ask'] as const;

/** Every step with its moment and who took it. */
export function History({ detail: { history } }: AsideProps) {
  const { t } = useTranslation('allocation');
  const words = (kind: string) => {
    const known =
      KINDS.find((each) => kind === `proposal.${each}`) ??
      FOLLOWED.find((each) => kind === `follow-up.${each}`);
    return known ? t(`history.kind.${known}`) : kind;
  };
  return (
    <Disclosure title={t('history.title', { count: history.length })} level={2}>
      <ol className="al-lines">
        {history.map((event) => (
          <li key={`${event.at} ${event.kind}`}>
            {words(event.kind)}
            <span className="al-small">
              {[formatMoment(event.at), event.by ?? t('history.program'), event.reason]
                .filter(Boolean)
                .join(', ')}
            </span>
          </li>
        ))}
      </ol>
    </Disclosure>
  );
}
