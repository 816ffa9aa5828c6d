import { useTranslation } from 'react-i18next';
import { formatAge, formatDay } from '../../../web/i18n/format.ts';
import { useNow } from '../../../web/shell.ts';
import { withQuery } from '../../../web/api.ts';
import { Button, LinkButton } from '../../../web/ui/index.ts';
import { VisuallyHidden } from '../../../web/ui/sections.tsx';
import type { RequestDetail } from '../../contract.ts';
import { searchFor } from '../beds/bed-search.ts';
import '../beds/words.ts';
import { useChildWords, useMomentWords } from '../crisis-words.ts';
import { ActRow } from './ActRow.tsx';
import { helpActs, minorActs } from './acts.ts';
import type { Act } from './OpenedAct.tsx';
import { PlanWords } from './OutflowDialogs.tsx';
import { mayPlace, stepOfMinor } from './urgency.ts';

type Minor = RequestDetail['minors'][number];
interface MinorPartProps {
  readonly detail: RequestDetail;
  readonly minor: Minor;
  /** Left out for a case of another region: that desk does what is done. */
  readonly onAct: ((act: Act) => void) | null;
}

/** One minor of a case: who was asked, what was promised, and what can be done for this child. */
export function MinorPart({ detail, minor, onAct }: MinorPartProps) {
  const { t } = useTranslation('crisis');
  const { t: b } = useTranslation('crisis-beds');
  const child = useChildWords();
  const step = stepOfMinor(minor, useNow());
  const title = t('case.minor', { position: minor.position, child: child(minor) });
  const mustAsk = step === 'ask' || step === 'call';
  return (
    <section className="cr-part" aria-labelledby={`cr-minor-${minor.id}`}>
      <h3 id={`cr-minor-${minor.id}`}>{title}</h3>
      <Who minor={minor} />
      <p className="cr-marks">
        <span className="cr-state">{t(`code.state.${minor.state}`)}</span>
        {step && onAct ? <b>{t(`step.${step}`)}</b> : null}
      </p>
      {minor.reason ? (
        <p>
          {t(`code.reason.${minor.reason}`)}
          {minor.fallback
            ? `. ${t('case.fallback', { where: t(`code.fallback.${minor.fallback}`) })}`
            : ''}
        </p>
      ) : null}
      <Attempts minor={minor} onAct={onAct} />
      <Helps detail={detail} minor={minor} onAct={onAct} />
      {onAct && minor.state === 'DISPATCHING' ? (
        <p className="vp-no-print">
          <LinkButton href={withQuery('/crisis/bedden', searchFor(minor, detail.id))}>
            {b('look')}
            <VisuallyHidden>: {title}</VisuallyHidden>
          </LinkButton>
        </p>
      ) : null}
      {onAct ? (
        <ActRow
          {...minorActs(minor, mustAsk)}
          of={title}
          onAct={(act) => onAct({ of: 'minor', do: act, minor })}
        />
      ) : null}
    </section>
  );
}

/** Who the child is, as far as the desk of its region knows; under its mark for others. */
function Who({ minor }: { readonly minor: Minor }) {
  const { t } = useTranslation('crisis');
  const { t: a } = useTranslation('crisis-acts');
  return (
    <p className="cr-small">
      {[
        minor.name,
        minor.birthDate ? a('who.born', { day: formatDay(minor.birthDate) }) : null,
        minor.phone ? a('who.phone', { phone: minor.phone }) : null,
        t('case.pseudonym', { pseudonym: minor.pseudonym }),
        minor.waitingRequestId ? a('who.onList') : null,
      ]
        .filter(Boolean)
        .join(' · ')}
    </p>
  );
}

type PartProps = Pick<MinorPartProps, 'minor' | 'onAct'>;

function Attempts({ minor, onAct }: PartProps) {
  const { t } = useTranslation('crisis');
  if (minor.attempts.length === 0)
    return minor.state === 'DISPATCHING' ? <p>{t('case.nobodyAsked')}</p> : null;
  return (
    <ul className="cr-lines">
      {minor.attempts.map((attempt) => (
        <li key={attempt.id}>
          <AttemptLine minor={minor} attempt={attempt} onAct={onAct} />
        </li>
      ))}
    </ul>
  );
}

function AttemptLine({
  minor,
  attempt,
  onAct,
}: PartProps & { readonly attempt: Minor['attempts'][number] }) {
  const { t } = useTranslation('crisis');
  const { t: a } = useTranslation('crisis-acts');
  const now = useNow();
  const moment = useMomentWords();
  const { partnerName, state, askedAt, askedBy, dueAt, reason } = attempt;
  const isOpen = state === 'ASKED' || state === 'SILENT';
  const act = (what: 'answer' | 'takeBack' | 'place') =>
    onAct?.({ of: 'attempt', do: what, minor, attempt });
  return (
    <>
      <span>
        <b>{partnerName}</b>: {t(`code.attempt.${state}`)}
        {reason ? `, ${t(`code.reason.${reason}`)}` : ''}
        <span className="cr-small">
          {[
            t('case.askedAt', { age: formatAge(askedAt, now) }),
            askedBy ? a('who.askedBy', { name: askedBy }) : null,
            isOpen ? t('case.answerBy', { at: moment(dueAt) }) : null,
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
      {onAct ? (
        <span className="cr-acts vp-no-print">
          {isOpen ? (
            <>
              <Button
                size="small"
                label={a('who.answerOf', { partner: partnerName })}
                onPress={() => act('answer')}
              >
                {t('do.answer')}
              </Button>
              <Button
                size="small"
                look="quiet"
                label={a('takeBack.label', { partner: partnerName })}
                onPress={() => act('takeBack')}
              >
                {a('takeBack.verb')}
              </Button>
            </>
          ) : null}
          {state === 'YES' && minor.state === 'DISPATCHING' ? (
            <Button
              size="small"
              {...(mayPlace(attempt, minor.deployments) && { look: 'primary' as const })}
              onPress={() => act('place')}
            >
              {t('do.place')}
            </Button>
          ) : null}
        </span>
      ) : null}
    </>
  );
}

function Helps({ detail, minor, onAct }: MinorPartProps) {
  const { t } = useTranslation('crisis');
  const { t: a } = useTranslation('crisis-acts');
  const moment = useMomentWords();
  const now = useNow();
  if (minor.deployments.length === 0) return null;
  const isOpen = (state: string) => state !== 'ENDED' && state !== 'FALLEN';
  return (
    <ul className="cr-helps">
      {minor.deployments.map((help) => {
        const left =
          detail.extensions.find(({ deploymentId }) => deploymentId === help.id)?.left ?? 0;
        const hasBed = minor.deployments.some(
          ({ partOf, state }) => partOf === help.id && isOpen(state),
        );
        const isRunning = help.state === 'RUNNING' || help.state === 'EXTENDED';
        return (
          <li key={help.id}>
            <p>
              <b>{t(`code.help.${help.kind}`)}</b>, {help.partnerName}:{' '}
              {t(`code.deployment.${help.state}`)}
              <span className="cr-small">
                {[
                  help.partOf ? a('who.partOf') : null,
                  t('case.slot', { slot: help.slot }),
                  help.maxEndAt && isRunning
                    ? t('case.endsBy', { at: moment(help.maxEndAt) })
                    : null,
                  isRunning && help.partOf === null ? a('extend.left', { count: left }) : null,
                  help.destination ? a(`destination.${help.destination}`) : null,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </p>
            <PlanWords help={help} />
            {onAct ? (
              <ActRow
                {...helpActs(help, left, hasBed, now)}
                of={help.partnerName}
                onAct={(act) => onAct({ of: 'help', do: act, help })}
              />
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
