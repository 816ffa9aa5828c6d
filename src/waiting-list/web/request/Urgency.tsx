import type { Static } from 'typebox';
import { useTranslation } from 'react-i18next';
import { dayOf, formatDay } from '../../../web/i18n/format.ts';
import { Button, Disclosure } from '../../../web/ui/index.ts';
import type { Assessment as AssessmentShape, RequestDetail } from '../../contract.ts';
import { BandMark } from '../BandMark.tsx';
import { useToday, useWords } from '../code-words.ts';
import type { PartProps } from './acts.ts';
import { Part } from './Part.tsx';

type Assessment = Static<typeof AssessmentShape>;

const bandCode = ({ rules }: RequestDetail, bandNo: number) =>
  rules?.content.bands[bandNo - 1]?.code ?? String(bandNo);

/** The assessment that counts, those before it, and whether a second worker is awaited. */
export function Urgency({ detail, act }: PartProps) {
  const { t } = useTranslation('waiting-list');
  const { assessments, mayChange } = detail;
  const [latest, ...earlier] = assessments;
  return (
    <Part
      title={t('request.urgency.title')}
      action={
        mayChange ? (
          <Button size="small" onPress={() => act({ kind: 'assess' })}>
            {t(latest ? 'request.urgency.again' : 'request.urgency.assess')}
          </Button>
        ) : null
      }
    >
      {latest ? (
        <One detail={detail} act={act} assessment={latest} />
      ) : (
        <p className="vp-muted">{t('request.urgency.none')}</p>
      )}
      {earlier.length > 0 ? (
        <Disclosure title={t('request.urgency.before')}>
          {() =>
            earlier.map((assessment) => (
              <One key={assessment.id} detail={detail} act={act} assessment={assessment} />
            ))
          }
        </Disclosure>
      ) : null}
    </Part>
  );
}

function One({ detail, act, assessment }: PartProps & { readonly assessment: Assessment }) {
  const { t } = useTranslation('waiting-list');
  const words = useWords();
  const today = useToday();
  const bandNo = assessment.overrideBandNo ?? assessment.bandNo;
  const day = formatDay(assessment.validUntil);
  return (
    <div className="wl-assessment">
      <p className="wl-standing">
        <BandMark band={bandCode(detail, bandNo)} bandNo={bandNo} />
        <span>
          {formatDay(dayOf(assessment.at))}{' '}
          {assessment.by ? t('words.by', { name: assessment.by }) : t('words.program')}
          {assessment.counts ? <b> · {t('request.urgency.counts')}</b> : null}
          <span className="wl-small">
            {assessment.validUntil <= today
              ? t('request.urgency.over', { day })
              : t('request.urgency.validUntil', { day })}
          </span>
        </span>
      </p>
      {assessment.facts.length > 0 ? (
        <dl className="wl-pairs">
          {assessment.facts.map((fact) => (
            <div key={fact}>
              <dt>{words.fact(fact)}</dt>
              <dd>{assessment.sources[fact] ?? t('words.unknown')}</dd>
            </div>
          ))}
        </dl>
      ) : (
        <p className="vp-muted">{t('request.urgency.noFacts')}</p>
      )}
      {assessment.overrideReason ? (
        <p className="wl-quote">
          {t('request.urgency.overrideOf', {
            band: bandCode(detail, assessment.bandNo),
            reason: assessment.overrideReason,
          })}
        </p>
      ) : null}
      <Second detail={detail} act={act} assessment={assessment} />
    </div>
  );
}

function Second({ detail, act, assessment }: PartProps & { readonly assessment: Assessment }) {
  const { t } = useTranslation('waiting-list');
  if (assessment.secondWorker === 'NONE') return null;
  if (assessment.confirmedAt)
    return (
      <p className="wl-good">
        {t('request.urgency.confirmed', {
          name: assessment.confirmedBy,
          day: formatDay(dayOf(assessment.confirmedAt)),
        })}
      </p>
    );
  return (
    <p className="wl-notice">
      {t('request.urgency.waitsForSecond')}. {t(`codes.secondWorker.${assessment.secondWorker}`)}{' '}
      {detail.mayChange && !assessment.mine ? (
        <Button size="small" onPress={() => act({ kind: 'confirm', assessment })}>
          {t('request.urgency.confirm')}
        </Button>
      ) : null}
      {detail.mayChange && assessment.mine ? t('request.attention.colleague') : null}
    </p>
  );
}
