import { useTranslation } from 'react-i18next';
import { formatDay, formatNumber } from '../../../web/i18n/format.ts';
import { BarTable } from '../../../web/ui/index.ts';
import { AlgorithmEntry } from '../../../web/AlgorithmEntry.tsx';
import { bandAndCondition } from '../../bands.ts';
import type { UrgencyFact } from '../../codes.ts';
import type { Position, RequestDetail } from '../../contract.ts';
import { BandMark } from '../BandMark.tsx';
import { useToday, useWords } from '../code-words.ts';
import { useModules } from '../use-waiting-list.ts';
import { InnerLink } from '../InnerLink.tsx';

/** Where a request stands and why: band by facts, waiting since, who stand before it, by which rules. */
export function WhyHere({ detail }: { readonly detail: RequestDetail }) {
  const { t } = useTranslation('waiting-list');
  const { standing, state } = detail.row;
  if (!standing) return <p>{t('request.why.notIn', { state: t(`codes.state.${state}`) })}</p>;
  return (
    <div className="wl-why">
      <Head detail={detail} standing={standing} />
      {standing.callable ? null : (
        <p className="wl-notice">{t('request.why.held', { state: t(`codes.state.${state}`) })}</p>
      )}
      <Facts detail={detail} />
      {detail.positions.map((position) => (
        <Before key={position.module} position={position} band={standing.band} />
      ))}
      <p className="vp-muted">{t('request.why.then')}</p>
      <p>
        {detail.rules ? (
          <>
            <InnerLink
              href={`/wachtlijst/regels?versie=${encodeURIComponent(detail.rules.version)}`}
            >
              {t('request.why.rules', { version: detail.rules.version })}
            </InnerLink>{' '}
            <AlgorithmEntry version={detail.rules.version} />
          </>
        ) : (
          t('request.why.noRules')
        )}
      </p>
    </div>
  );
}

function Head({
  detail,
  standing,
}: {
  readonly detail: RequestDetail;
  readonly standing: NonNullable<RequestDetail['row']['standing']>;
}) {
  const { t } = useTranslation('waiting-list');
  const words = useWords();
  const today = useToday();
  const { moduleName } = useModules();
  return (
    <div className="wl-why-head">
      <BandMark band={standing.band} bandNo={standing.bandNo} />
      <div>
        {detail.positions.map(({ module, position, of }) => (
          <p key={module} className="wl-big">
            {t('request.why.position', {
              position: formatNumber(position),
              of: formatNumber(of),
              module: moduleName(module),
            })}
          </p>
        ))}
        <p>
          {t('request.field.since')} {formatDay(standing.since)},{' '}
          {words.waitingSince(standing.since, today)}
        </p>
        {standing.group ? <p>{t('request.why.byGroup')}</p> : null}
      </div>
    </div>
  );
}

/** Which facts led to the band, and which are known without leading higher. */
function Facts({ detail: { row, rules, assessments } }: { readonly detail: RequestDetail }) {
  const { t } = useTranslation('waiting-list');
  const words = useWords();
  if (!rules) return null;
  const { bandNo, condition } = bandAndCondition(rules.content, row.facts);
  const band = rules.content.bands[bandNo - 1]!.code;
  const also = row.facts.filter((fact) => !condition.includes(fact));
  const counting = assessments.find(({ counts }) => counts);
  const chosen = counting?.overrideBandNo;
  return (
    <div>
      <h3>{t('request.why.factsTitle')}</h3>
      <p>
        {condition.length > 0
          ? t('request.why.because', { band, facts: words.facts(condition as UrgencyFact[]) })
          : t('request.why.becauseNone', { band })}
      </p>
      {also.length > 0 ? (
        <p className="vp-muted">{t('request.why.also', { facts: words.facts(also) })}</p>
      ) : null}
      {chosen ? (
        <p className="wl-notice">
          {t('request.why.override', {
            band: rules.content.bands[chosen - 1]?.code ?? chosen,
            reason: counting.overrideReason,
          })}
        </p>
      ) : null}
    </div>
  );
}

/** Who stand before it for one kind of help: counted, with a bar for each group. */
function Before({ position, band }: { readonly position: Position; readonly band: string }) {
  const { t } = useTranslation('waiting-list');
  const { moduleName } = useModules();
  const module = moduleName(position.module);
  const before = position.position - 1;
  const rows = [
    ...position.beforeByBand.map((each) => ({
      id: each.band,
      label: t('request.why.bandBefore', { band: each.band }),
      value: each.count,
      words: formatNumber(each.count),
    })),
    {
      id: 'own',
      label: t('request.why.inBand', { band }),
      value: position.beforeInBand,
      words: formatNumber(position.beforeInBand),
    },
  ];
  return (
    <div>
      <h3>{module}</h3>
      <p>{before === 0 ? t('request.why.first') : t('request.why.before', { count: before })}</p>
      {before === 0 ? null : (
        <BarTable
          caption={t('request.why.beforeCaption', { module })}
          labelHeader={t('request.why.group')}
          valueHeader={t('request.why.count')}
          rows={rows}
        />
      )}
    </div>
  );
}
