import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../web/api.ts';
import { formatDay } from '../../../web/i18n/format.ts';
import { useApi } from '../../../web/shell.ts';
import { Age, ErrorState, SidePanel, Skeleton } from '../../../web/ui/index.ts';
import type { UnitDetail, UnitRow } from '../../contract.ts';
import { UnitFindings } from '../findings/UnitFindings.tsx';
import { GlyphRow, PlaceGlyph } from '../PlaceGlyph.tsx';
import { CalendarLink } from '../unit-link/CalendarLink.tsx';
import { CandidatesLink } from '../unit-link/CandidatesLink.tsx';
import { countPlaces, PLACE_STATES } from '../place-states.ts';
import { CanComeForm } from './CanComeForm.tsx';
import { LitNumber } from './LitNumber.tsx';
import { Section } from './Section.tsx';
import { UnitFacts } from './UnitFacts.tsx';
import { UnitHistory } from './UnitHistory.tsx';
import { sentence, useFigureWords } from './unit-words.ts';
import type { Regiekamer } from './use-regiekamer.ts';

/** Asks for one unit, of the same picture as the rest of the screen. */
function useUnit(unitId: string, asOf: Regiekamer['asOf']) {
  const api = useApi();
  return useQuery({
    queryKey: ['capacity', 'unit', unitId, asOf] as const,
    queryFn: ({ signal }) =>
      api.get<UnitDetail>(`/api/capacity/units/${encodeURIComponent(unitId)}`, { ...asOf }, signal),
  });
}

export interface UnitPanelProps {
  readonly unitId: string;
  readonly regiekamer: Regiekamer;
  readonly onClose: () => void;
}

/** Everything of one unit that the access team may see; no word of any child. */
export function UnitPanel({ unitId, regiekamer, onClose }: UnitPanelProps) {
  const { t } = useTranslation('capacity');
  const words = useFigureWords();
  const query = useUnit(unitId, regiekamer.asOf);
  const inPhoto = regiekamer.rows.filter((row) => row.unitId === unitId);
  const first = inPhoto[0] ?? query.data?.modules[0];
  const km = regiekamer.settled.shown.find(({ row }) => row.unitId === unitId)?.distanceKm ?? null;
  return (
    <SidePanel
      title={first?.unitName ?? t('regiekamer.unit.title')}
      subtitle={
        first
          ? t('regiekamer.unit.subtitle', {
              provider: first.providerName,
              site: first.siteName,
              where: words.where(first.municipality, km),
            })
          : null
      }
      onClose={onClose}
    >
      <UnitBody key={unitId} {...{ unitId, regiekamer, query }} />
    </SidePanel>
  );
}

function UnitBody(props: {
  readonly unitId: string;
  readonly regiekamer: Regiekamer;
  readonly query: ReturnType<typeof useUnit>;
}) {
  const { t } = useTranslation('capacity');
  const { query, regiekamer, unitId } = props;
  if (query.isPending) return <Skeleton lines={8} label={t('regiekamer.unit.loading')} />;
  if (query.isError) {
    const isGone = query.error instanceof ApiProblem && query.error.status === 404;
    return (
      <ErrorState
        what={t(isGone ? 'regiekamer.unit.gone' : 'regiekamer.unit.failed')}
        mend={t(isGone ? 'regiekamer.unit.goneMend' : 'regiekamer.error.mend')}
        kept={null}
        {...(isGone ? {} : { onRetry: () => void query.refetch() })}
        reference={query.error instanceof ApiProblem ? query.error.reference : undefined}
      />
    );
  }
  const detail = query.data;
  const isAskable = regiekamer.picture === 'now' || regiekamer.picture === 'ahead';
  return (
    <>
      {detail.modules.map((row) => (
        <ModuleFigures key={row.module} row={row} regiekamer={regiekamer} />
      ))}
      {detail.modules.length === 0 ? <p>{t('regiekamer.unit.noModules')}</p> : null}
      <CalendarLink unitId={unitId} />
      {isAskable ? (
        <CanComeForm detail={detail} unitId={unitId} regiekamer={regiekamer} />
      ) : (
        <p className="vp-muted">{t('regiekamer.canCome.onlyNow')}</p>
      )}
      {regiekamer.picture === 'now' ? <UnitFindings unitId={unitId} detail={detail} /> : null}
      <UnitFacts detail={detail} regiekamer={regiekamer} />
      {detail.note || detail.contact ? (
        <Section title={t('regiekamer.unit.contact')}>
          {detail.contact ? <p>{detail.contact}</p> : null}
          {detail.note ? <p className="rk-quote">{detail.note}</p> : null}
        </Section>
      ) : null}
      <UnitHistory unitId={unitId} />
      <p className="vp-muted rk-small">
        {t('regiekamer.unit.day', { day: formatDay(detail.day) })}
      </p>
    </>
  );
}

function ModuleFigures({
  row,
  regiekamer,
}: {
  readonly row: UnitRow;
  readonly regiekamer: Regiekamer;
}) {
  const { t } = useTranslation('capacity');
  const words = useFigureWords();
  const counts = countPlaces(row.figures);
  const note = words.notes(row, false);
  return (
    <section className="rk-section" aria-label={regiekamer.moduleName(row.module)}>
      <h3>{regiekamer.moduleName(row.module)}</h3>
      <p className="vp-muted">
        {t('regiekamer.unit.offerLong', {
          from: row.ageMin,
          until: row.ageMax,
          mix: t(`codes.genderMix.${row.genderMix}`),
          term: t(`codes.term.${row.term}`),
        })}
        {row.securityLevel === 'OPEN'
          ? null
          : `, ${t(`regiekamer.security.${row.securityLevel as 'RELATIONAL'}`)}`}
      </p>
      <GlyphRow figures={row.figures} />
      <dl className="rk-figures">
        <div data-large="">
          <dt>{t('tile.offerable')}</dt>
          <dd>
            <LitNumber value={row.figures.offerable} changedAt={row.changedAt} />
          </dd>
        </div>
        {PLACE_STATES.filter((state) => counts[state] > 0 || state === 'free').map((state) => (
          <div key={state}>
            <dt>
              <PlaceGlyph state={state} /> {t(`state.${state}`)}
            </dt>
            <dd>
              <LitNumber value={counts[state]} changedAt={row.changedAt} />
            </dd>
          </div>
        ))}
        <div>
          <dt>{t('regiekamer.totals.recognised')}</dt>
          <dd>
            <LitNumber value={row.figures.recognised} changedAt={row.changedAt} />
          </dd>
        </div>
      </dl>
      {note ? <p className="rk-stop">{sentence(note)}</p> : null}
      {regiekamer.picture === 'now' ? (
        <CandidatesLink unitId={row.unitId} module={row.module} />
      ) : null}
      <p className="rk-small">
        <Age
          at={row.confirmedAt}
          by={row.confirmedBy}
          now={regiekamer.agesAt}
          oldAfterDays={row.staleAfterDays}
        />
      </p>
    </section>
  );
}
