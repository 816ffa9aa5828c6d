import { useTranslation } from 'react-i18next';
import { formatShare } from '../../../web/i18n/format.ts';
import type { UrgencyFact } from '../../codes.ts';
import type { Band, Lane, RuleContent } from '../../rule-set.ts';
import { BandMark } from '../BandMark.tsx';
import { useWords } from '../code-words.ts';

/** A condition in words: all its facts together; without any it takes everybody. */
export function useConditionWords(): (condition: readonly UrgencyFact[]) => string {
  const { t } = useTranslation('waiting-list');
  const words = useWords();
  return (condition) =>
    condition.length === 0 ? t('rules.everybody') : words.factsFirst(condition);
}

/** Rules as people read them: bands from first to last, reserved shares, the draw. */
export function RuleContentWords({ content }: { readonly content: RuleContent }) {
  const { t } = useTranslation('waiting-list');
  return (
    <>
      <section className="wl-part">
        <h2>{t('rules.bands')}</h2>
        <p>{t('rules.bandsIntro')}</p>
        <ol className="wl-bands">
          {content.bands.map((band, at) => (
            <BandWords key={band.code} band={band} bandNo={at + 1} />
          ))}
        </ol>
        <p>{t('rules.longest', { count: content.longestWithoutReviewDays })}</p>
      </section>
      <section className="wl-part">
        <h2>{t('rules.lanes')}</h2>
        {content.lanes.length === 0 ? (
          <p className="vp-muted">{t('rules.noLanes')}</p>
        ) : (
          <>
            <p>{t('rules.lanesIntro')}</p>
            <ul className="wl-lines">
              {content.lanes.map((lane) => (
                <LaneWords key={lane.code} lane={lane} />
              ))}
            </ul>
          </>
        )}
      </section>
      <section className="wl-part">
        <h2>{t('rules.draw')}</h2>
        <p>
          {t('request.why.then')} {t('rules.drawWords', { seed: content.seed })}
        </p>
      </section>
    </>
  );
}

function BandWords({ band, bandNo }: { readonly band: Band; readonly bandNo: number }) {
  const { t } = useTranslation('waiting-list');
  const conditionWords = useConditionWords();
  const isRest = band.when.some((condition) => condition.length === 0);
  return (
    <li>
      <BandMark band={band.code} bandNo={bandNo} />
      <div>
        {isRest ? (
          <p>{t('rules.everybody')}</p>
        ) : (
          <>
            <p className="wl-small">{t('rules.when')}</p>
            <ul className="wl-list">
              {band.when.map((condition) => (
                <li key={condition.join()}>{conditionWords(condition)}</li>
              ))}
            </ul>
          </>
        )}
        <p className="wl-small">
          {band.exempt ? `${t('rules.exempt')} ` : ''}
          {t(`codes.secondWorker.${band.secondWorker}`)}{' '}
          {t('rules.reviewDays', { count: band.reviewDays })}
        </p>
      </div>
    </li>
  );
}

function LaneWords({ lane }: { readonly lane: Lane }) {
  const { t } = useTranslation('waiting-list');
  const words = useWords();
  const who = [
    ...(lane.waitingDays === undefined
      ? []
      : [t('rules.laneWaiting', { count: lane.waitingDays })]),
    ...(lane.anyOf ?? []).map(words.fact),
  ];
  return (
    <li>
      <b>{words.lane(lane)}</b>: {t('rules.lane', { percent: formatShare(lane.percent / 100) })}
      <span className="wl-small">{who.join('; ')}</span>
    </li>
  );
}
