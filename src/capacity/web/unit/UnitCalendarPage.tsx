import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../web/api.ts';
import { dayOf } from '../../../web/i18n/format.ts';
import { useNow, useSession } from '../../../web/shell.ts';
import { EmptyState, ErrorState, Skeleton } from '../../../web/ui/index.ts';
import type { UnitDetail } from '../../contract.ts';
import { UnitFindings } from '../findings/UnitFindings.tsx';
import { UnitHistory } from '../provider/UnitHistory.tsx';
import { useModules } from '../use-modules.ts';
import { useOwnChanges } from '../provider/use-provider.ts';
import { type Question, useCanCome } from '../regiekamer/use-can-come.ts';
import { useNarrow } from '../../../web/use-narrow.ts';
import '../provider/provider.css';
import '../regiekamer/regiekamer.css';
import { CalendarSection } from './CalendarSection.tsx';
import { CanCome } from './CanCome.tsx';
import { windowOf } from './calendar-view.ts';
import { Holders } from './Holders.tsx';
import { marksOf } from './in-the-way.ts';
import { KnownThen } from './KnownThen.tsx';
import { SeenByOthers } from './SeenByOthers.tsx';
import { UnitTop } from './UnitTop.tsx';
import type { UnitSearch } from './unit-search.ts';
import { useUnitAddress, useUnitCalendar, useUnitDetail } from './use-unit-calendar.ts';
import './calendar-grid.css';
import './unit.css';

/** One unit over time: who stays, who comes, who goes, what stands in the way, and how we know. */
export function UnitCalendarPage() {
  const { t } = useTranslation('unit');
  const { unitId } = useUnitAddress();
  const query = useUnitDetail(unitId);
  useOwnChanges(unitId);
  if (query.isPending) return <Skeleton lines={12} label={t('loading')} />;
  if (query.isError) {
    const problem = query.error instanceof ApiProblem ? query.error : null;
    if (problem?.status === 404 || problem?.status === 400) {
      return (
        <EmptyState title={t('gone')} level={1}>
          {t('goneNext')}
        </EmptyState>
      );
    }
    return (
      <>
        <h1>{t('title')}</h1>
        <ErrorState
          what={t('failed')}
          mend={problem?.mend ?? problem?.message}
          kept={null}
          onRetry={() => void query.refetch()}
          reference={problem?.reference}
        />
      </>
    );
  }
  return <Unit key={unitId} detail={query.data} />;
}

/** The question as the address has it; none while a part of it is missing. */
function askedIn(search: UnitSearch): Question | null {
  const { module, arrive, leave, needs } = search;
  if (module === undefined || arrive === undefined) return null;
  return {
    module,
    from: arrive,
    needs: needs ?? [],
    ...(leave !== undefined && leave > arrive ? { until: leave } : {}),
  };
}

/** The form begins anew when the address asks something else, but not when it asks what the form just asked. */
function useFormKey(question: string): { formKey: number; onAsk: (asked: Question) => void } {
  const [state, setState] = useState({ key: 0, seen: question, said: question });
  if (state.seen !== question) {
    const isOwn = state.said === question;
    setState({ key: isOwn ? state.key : state.key + 1, seen: question, said: question });
  }
  return {
    formKey: state.key,
    onAsk: (asked) => setState((before) => ({ ...before, said: JSON.stringify(asked) })),
  };
}

function Unit({ detail }: { readonly detail: UnitDetail }) {
  const { unitId, search, change } = useUnitAddress();
  const session = useSession();
  const isOwn = session.role === 'PC' || session.role === 'PI';
  const today = dayOf(useNow());
  const isNarrow = useNarrow();
  const { nameOf: moduleName } = useModules();
  const view = search.view ?? 'days';
  const form = search.form ?? (isNarrow ? 'list' : 'grid');
  const window = useMemo(() => windowOf(view, search.from ?? today), [view, search.from, today]);
  const calendar = useUnitCalendar(unitId, window);
  const question = JSON.stringify(askedIn(search));
  const asked = useMemo(() => JSON.parse(question) as Question | null, [question]);
  const { formKey, onAsk } = useFormKey(question);
  const answer = useCanCome(unitId, asked);
  const marks = useMemo(
    () =>
      asked && answer.data
        ? marksOf(answer.data, { from: asked.from, until: asked.until ?? null })
        : null,
    [asked, answer.data],
  );
  const shown = calendar.data;
  const day = shown && shown.from <= today && today < shown.until ? today : shown?.from;
  return (
    <div className="un-page">
      <UnitTop unitId={unitId} detail={detail} moduleName={moduleName} isOwn={isOwn} />
      <div className="un-columns">
        <CalendarSection
          {...{ query: calendar, view, form, window, today, marks, change, moduleName }}
          askedModule={asked?.module ?? null}
          mendAt={session.role === 'PC' ? `/mijn-leefgroepen/${unitId}` : null}
        />
        <div className="un-side">
          <CanCome
            key={formKey}
            {...{ unitId, detail, today, moduleName, asked, marks, window, change, onAsk }}
          />
          <Contact detail={detail} />
          <Quality unitId={unitId} detail={detail} />
          {isOwn && shown ? <SeenByOthers calendar={shown} isOpen={!isNarrow} /> : null}
        </div>
        <div className="un-rest">
          {shown && day ? <Holders calendar={shown} day={day} /> : null}
          <KnownThen {...{ unitId, search, today, moduleName, change }} />
          <History unitId={unitId} />
        </div>
      </div>
    </div>
  );
}

function History({ unitId }: { readonly unitId: string }) {
  const { t } = useTranslation('unit');
  return (
    <section className="un-section un-history" aria-label={t('history')}>
      <h2>{t('history')}</h2>
      <UnitHistory unitId={unitId} />
    </section>
  );
}

/** What is doubtful in the data of this unit, and the way to all of it. */
function Quality({ unitId, detail }: { readonly unitId: string; readonly detail: UnitDetail }) {
  const { t } = useTranslation('unit');
  return (
    <section className="un-section" aria-label={t('quality.title')}>
      <h2>{t('quality.title')}</h2>
      <UnitFindings unitId={unitId} detail={detail} />
      <p className="vp-no-print">
        <Link to="/gegevenskwaliteit">{t('quality.all')}</Link>
      </p>
    </section>
  );
}

function Contact({ detail }: { readonly detail: UnitDetail }) {
  const { t } = useTranslation('unit');
  return (
    <section className="un-section un-contact" aria-label={t('contact.title')}>
      <h2>{t('contact.title')}</h2>
      <p>{detail.contact ?? t('contact.none')}</p>
      {detail.note ? <blockquote className="un-note">{detail.note}</blockquote> : null}
    </section>
  );
}
