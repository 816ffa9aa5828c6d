import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../web/api.ts';
import { Button, EmptyState, ErrorState, LinkButton, Skeleton } from '../../../web/ui/index.ts';
import type { UnavailabilityRow, UnitDetail } from '../../contract.ts';
import { ActDialog } from './ActDialog.tsx';
import type { Act, ActName } from './acts.ts';
import type { ActForm, Subject } from './act-form.ts';
import { useSaid } from './act-words.ts';
import { FailedActs } from './FailedActs.tsx';
import type { Pending } from './outbox.ts';
import { PlaceList } from './PlaceList.tsx';
import { ReadOnlyBanner } from './ReadOnlyBanner.tsx';
import { openPlaces, type Slot, slotsOf } from './slots.ts';
import { useSlotWords } from './slot-words.ts';
import { UnitHead } from './UnitHead.tsx';
import { UnitHistory } from './UnitHistory.tsx';
import { Outs, Planned } from './UnitSide.tsx';
import { useModules } from '../use-modules.ts';
import { useActs, useMayChange, useUnit } from './use-provider.ts';
import '../provider-tools/words.ts';
import './places.css';
import './provider.css';
import './words.ts';

const route = getRouteApi('/mijn-leefgroepen/$unitId');

/** One unit: its places, who is there, what comes, what was done. */
export function UnitPage() {
  const { t } = useTranslation('capacity');
  const { unitId } = route.useParams();
  const { detail, pending, error, retry } = useUnit(unitId);
  if (!detail && error instanceof ApiProblem && (error.status === 404 || error.status === 400)) {
    return (
      <EmptyState
        title={t('provider.unit.gone')}
        action={
          <LinkButton href="/mijn-leefgroepen" look="primary">
            {t('provider.unit.back')}
          </LinkButton>
        }
      >
        {t('provider.unit.goneNext')}
      </EmptyState>
    );
  }
  if (!detail && error) {
    return (
      <div className="pv-page">
        <h1>{t('provider.unit.heading')}</h1>
        <ErrorState
          what={t('provider.unit.failed')}
          mend={t('provider.list.failedMend')}
          onRetry={retry}
          kept={null}
        />
      </div>
    );
  }
  if (!detail) return <Skeleton lines={10} />;
  return <Unit key={unitId} unitId={unitId} detail={detail} pending={pending} />;
}

interface UnitProps {
  readonly unitId: string;
  readonly detail: UnitDetail;
  readonly pending: readonly Pending[];
}

interface Asked {
  readonly subject: Subject;
  readonly about: string;
  readonly aboutId: string | null;
  readonly begun: Partial<ActForm>;
}

/** The address keeps which place is open, so that it can be shared and survives a reload. */
function useOpenPlace(): [string | null, (id: string | null) => void] {
  const { plaats } = route.useSearch();
  const navigate = route.useNavigate();
  const open = (id: string | null) =>
    void navigate({ search: id ? { plaats: id } : {}, replace: true, resetScroll: false });
  return [plaats ?? null, open];
}

function Unit({ unitId, detail, pending }: UnitProps) {
  const { t } = useTranslation('capacity');
  const { t: tools } = useTranslation('provider-tools');
  const [openId, setOpenId] = useOpenPlace();
  const [asked, setAsked] = useState<Asked | null>(null);
  const mayChange = useMayChange();
  const { nameOf: moduleName } = useModules();
  const words = useSlotWords(detail.day);
  const saidOf = useSaid(detail);
  const acts = useActs();
  const slots = slotsOf(detail);

  const subjectOf = (name: ActName, module: string, more: Partial<Subject>): Subject => ({
    name,
    unitId,
    module,
    slot: null,
    unavailability: null,
    today: detail.day,
    recognised: detail.modules.find((row) => row.module === module)?.figures.recognised ?? 0,
    ...more,
  });
  const slotOfOut = (row: UnavailabilityRow) =>
    slots.find((each) => each.id === row.placeId) ?? null;
  const outWords = (row: UnavailabilityRow): string => {
    const slot = slotOfOut(row);
    if (slot) return words.place(slot);
    return row.onlyFor
      ? t(`codes.partialStop.${row.onlyFor}`)
      : t('provider.unit.outPlaces', { count: row.places });
  };

  const actOnSlot = (act: Act, slot: Slot) => {
    setOpenId(null);
    focusSlot(slot.id);
    void acts.perform(unitId, act, saidOf(act, slot), slot.id);
  };
  const detailsOfSlot = (name: ActName, slot: Slot, isExplaining: boolean) =>
    setAsked({
      subject: subjectOf(name, slot.module, { slot, unavailability: slot.unavailability }),
      about: words.place(slot),
      aboutId: slot.id,
      begun: isExplaining ? { outReason: 'OTHER' } : {},
    });
  const actOnOut = (act: Act, row: UnavailabilityRow) =>
    void acts.perform(unitId, act, saidOf(act, slotOfOut(row)), row.id);
  const detailsOfOut = (name: ActName, row: UnavailabilityRow) =>
    setAsked({
      subject: subjectOf(name, row.module, { slot: slotOfOut(row), unavailability: row }),
      about: outWords(row),
      aboutId: row.id,
      begun: {},
    });
  const askUnit = (name: ActName, module: string, begun: Partial<ActForm> = {}) =>
    setAsked({
      subject: subjectOf(name, module, {}),
      about: t('provider.unit.noPlaceOver'),
      aboutId: null,
      begun,
    });

  const known = new Set([
    ...slots.map(({ id }) => id),
    ...detail.unavailabilities.map(({ id }) => id),
  ]);
  const homeless = pending.filter(
    ({ state, about, act }) =>
      state === 'failed' && act.name !== 'confirm' && (about === null || !known.has(about)),
  );
  return (
    <div className="pv-page">
      <UnitHead detail={detail} moduleName={moduleName} mayChange={mayChange} />
      <ReadOnlyBanner />
      <FailedActs failed={homeless} />
      <div className="pv-unit">
        <div className="pv-unit-main">
          {detail.modules.map(({ module, figures }) => {
            const ofModule = slots.filter((slot) => slot.module === module);
            const title =
              detail.modules.length > 1
                ? t('provider.unit.placesOf', { module: moduleName(module) })
                : t('provider.unit.places');
            return (
              <section key={module} className="pv-section" aria-label={title}>
                <h2>{title}</h2>
                {ofModule.length === 0 ? (
                  <EmptyState title={t('provider.unit.noPlaces')}>
                    {t('provider.unit.noPlacesNext')}
                  </EmptyState>
                ) : (
                  <PlaceList
                    detail={detail}
                    unitId={unitId}
                    title={title}
                    slots={ofModule}
                    openId={openId}
                    onOpen={setOpenId}
                    mayChange={mayChange}
                    pending={pending}
                    onAct={actOnSlot}
                    onDetails={detailsOfSlot}
                  />
                )}
                {mayChange && figures.free === 0 ? (
                  <div className="pv-over">
                    <p className="vp-muted">{t('provider.unit.overWhy')}</p>
                    <Button onPress={() => askUnit('start', module)}>
                      {t('provider.unit.overStart')}
                    </Button>
                  </div>
                ) : null}
              </section>
            );
          })}
        </div>
        <div className="pv-unit-side">
          <section className="pv-section" aria-label={t('provider.unit.outs')}>
            <h2>{t('provider.unit.outs')}</h2>
            <Outs
              detail={detail}
              mayChange={mayChange}
              pending={pending}
              onAct={actOnOut}
              onDetails={detailsOfOut}
            />
            {mayChange
              ? detail.modules.map(({ module }) => (
                  <div key={module} className="vp-actions vp-no-print">
                    <Button onPress={() => askUnit('outOfUse', module, { what: 'stop' })}>
                      {tools('stop.begin')}
                      {detail.modules.length > 1 ? `: ${moduleName(module)}` : ''}
                    </Button>
                    <Button onPress={() => askUnit('outOfUse', module)}>
                      {t('provider.unit.outReport')}
                      {detail.modules.length > 1 ? `: ${moduleName(module)}` : ''}
                    </Button>
                  </div>
                ))
              : null}
          </section>
          <section className="pv-section" aria-label={t('provider.unit.planned')}>
            <h2>{t('provider.unit.planned')}</h2>
            <Planned detail={detail} />
          </section>
          <section className="pv-section" aria-label={t('provider.history.title')}>
            <h2>{t('provider.history.title')}</h2>
            <UnitHistory unitId={unitId} />
          </section>
        </div>
      </div>
      {asked ? (
        <ActDialog
          key={`${asked.subject.name} ${asked.aboutId}`}
          subject={asked.subject}
          about={asked.about}
          begun={asked.begun}
          openPlaces={openPlaces(slots, asked.subject.module)}
          features={featuresIn(detail)}
          onSend={(act) =>
            acts.perform(unitId, act, saidOf(act, asked.subject.slot), asked.aboutId)
          }
          onRetry={acts.retry}
          onClose={() => setAsked(null)}
        />
      ) : null}
    </div>
  );
}

/** Every feature that a place of the unit has: what a child here can be said to need. */
const featuresIn = (detail: UnitDetail) => [
  ...new Set(detail.places.flatMap((place) => place.features)),
];

/** The panel with the act that was pressed goes away; the focus goes to its place, not to the top. */
function focusSlot(id: string): void {
  document.querySelector<HTMLElement>(`.pv-slot-button[data-slot="${CSS.escape(id)}"]`)?.focus();
}
