import { useTranslation } from 'react-i18next';
import { formatAge } from '../../../web/i18n/format.ts';
import { useNow } from '../../../web/shell.ts';
import { Button } from '../../../web/ui/index.ts';
import type { RequestDetail } from '../../contract.ts';
import { useChildWords, useMomentWords } from '../crisis-words.ts';
import type { Act } from './OpenedAct.tsx';
import { stepOfMinor } from './urgency.ts';

type Minor = RequestDetail['minors'][number];
interface MinorPartProps {
  readonly detail: RequestDetail;
  readonly minor: Minor;
  readonly onAct: (act: Act) => void;
}

/** One minor of a case: who was asked, what was promised, and what can be done for this child. */
export function MinorPart({ detail, minor, onAct }: MinorPartProps) {
  const { t } = useTranslation('crisis');
  const child = useChildWords();
  const step = stepOfMinor(minor);
  const isSearching = minor.state === 'DISPATCHING';
  const mustAsk = step === 'ask' || step === 'call';
  return (
    <section className="cr-part" aria-labelledby={`cr-minor-${minor.id}`}>
      <h3 id={`cr-minor-${minor.id}`}>
        {t('case.minor', { position: minor.position, child: child(minor) })}
      </h3>
      <p className="cr-small">
        {[minor.name, t('case.pseudonym', { pseudonym: minor.pseudonym })]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <p className="cr-marks">
        <span className="cr-state">{t(`code.state.${minor.state}`)}</span>
        {step ? <b>{t(`step.${step}`)}</b> : null}
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
      <Help minor={minor} onAct={onAct} />
      {isSearching ? (
        <div className="cr-acts vp-no-print">
          <Button
            look={mustAsk ? 'primary' : 'secondary'}
            onPress={() => onAct({ do: 'ask', detail, minor })}
          >
            {t('do.ask')}
          </Button>
          <Button look="quiet" onPress={() => onAct({ do: 'noResponse', minor })}>
            {t('do.noResponse')}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

function Attempts({ minor, onAct }: Omit<MinorPartProps, 'detail'>) {
  const { t } = useTranslation('crisis');
  const now = useNow();
  const moment = useMomentWords();
  if (minor.attempts.length === 0)
    return minor.state === 'DISPATCHING' ? <p>{t('case.nobodyAsked')}</p> : null;
  return (
    <ul className="cr-lines">
      {minor.attempts.map((attempt) => {
        const { id, partnerName, state, askedAt, dueAt, reason } = attempt;
        const isOpen = state === 'ASKED' || state === 'SILENT';
        return (
          <li key={id}>
            <span>
              <b>{partnerName}</b>: {t(`code.attempt.${state}`)}
              {reason ? `, ${t(`code.reason.${reason}`)}` : ''}
              <span className="cr-small">
                {t('case.askedAt', { age: formatAge(askedAt, now) })}
                {isOpen ? ` · ${t('case.answerBy', { at: moment(dueAt) })}` : ''}
              </span>
            </span>
            <span className="cr-acts vp-no-print">
              {isOpen ? (
                <Button size="small" onPress={() => onAct({ do: 'answer', attempt })}>
                  {t('do.answer')}
                </Button>
              ) : null}
              {state === 'YES' && minor.state === 'DISPATCHING' ? (
                <Button
                  size="small"
                  look="primary"
                  onPress={() => onAct({ do: 'place', minor, attempt })}
                >
                  {t('do.place')}
                </Button>
              ) : null}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function Help({ minor, onAct }: Omit<MinorPartProps, 'detail'>) {
  const { t } = useTranslation('crisis');
  const moment = useMomentWords();
  if (minor.deployments.length === 0) return null;
  return (
    <ul className="cr-lines">
      {minor.deployments.map((help) => (
        <li key={help.id}>
          <span>
            <b>{t(`code.help.${help.kind}`)}</b>, {help.partnerName}:{' '}
            {t(`code.deployment.${help.state}`)}
            <span className="cr-small">
              {[
                t('case.slot', { slot: help.slot }),
                help.maxEndAt ? t('case.endsBy', { at: moment(help.maxEndAt) }) : null,
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </span>
          {help.state === 'PLACED' ? (
            <span className="cr-acts vp-no-print">
              <Button
                size="small"
                look="primary"
                onPress={() => onAct({ do: 'start', deployment: help })}
              >
                {t('do.start')}
              </Button>
            </span>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
