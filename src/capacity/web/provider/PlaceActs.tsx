import { useTranslation } from 'react-i18next';
import {
  type AbsenceKind,
  absenceKinds,
  type EndReason,
  endReasons,
  type UnavailabilityReason,
  unavailabilityReasons,
} from '../../codes.ts';
import { Button } from '../../../web/ui/index.ts';
import {
  type Act,
  type ActName,
  awayUntil,
  defaultExtension,
  defaultOutOfUse,
  firstEndReasons,
  firstLeaveDay,
  firstOutOfUseReasons,
  type Offer,
  knownEnd,
} from './acts.ts';
import { Chips } from './Chips.tsx';
import type { Slot } from './slots.ts';
import type { SlotWords } from './slot-words.ts';
import './words.ts';

export interface PlaceActsProps {
  readonly slot: Slot;
  readonly unitId: string;
  readonly today: string;
  readonly offers: readonly Offer[];
  /** Places that a child here could move to. */
  readonly openPlaces: readonly Slot[];
  readonly words: SlotWords;
  readonly onAct: (act: Act) => void;
  readonly onDetails: (name: ActName) => void;
  /** Opens the form of an act with a reason chosen that asks for more words. */
  readonly onExplain: (name: ActName) => void;
}

/** What can be done with one place: the second tap does it. */
export function PlaceActs(props: PlaceActsProps) {
  const { t } = useTranslation('capacity');
  if (props.offers.length === 0) return <p className="vp-muted">{t('provider.act.none')}</p>;
  return props.offers.map((offer) => <OneAct key={offer.name} {...props} offer={offer} />);
}

type OneProps = PlaceActsProps & { readonly offer: Offer };

function OneAct(props: OneProps) {
  const { t } = useTranslation('capacity');
  const { slot, offer, words } = props;
  const { name, block } = offer;
  const title =
    name === 'move' && slot.place === null
      ? t('provider.act.movePlaceless')
      : t(`provider.act.${name}`);
  if (block) {
    const why = t(`provider.block.${block.code}` as 'provider.block.held', {
      day: 'day' in block ? words.day(block.day) : '',
    });
    return (
      <div className="pv-act">
        <Button blockedBecause={why}>{title}</Button>
      </div>
    );
  }
  const details = (
    <Button
      look="quiet"
      size="small"
      className="pv-details"
      onPress={() => props.onDetails(name)}
      label={t('provider.act.detailsOf', { act: title })}
    >
      {t('provider.act.details')}
    </Button>
  );
  switch (name) {
    case 'away':
      return <Away {...props} title={title} details={details} />;
    case 'leave':
      return <Leave {...props} title={title} details={details} />;
    case 'move':
      return <Move {...props} title={title} details={details} />;
    case 'outOfUse':
      return <OutOfUse {...props} title={title} details={details} />;
    default:
      return <OneButton {...props} title={title} details={details} />;
  }
}

type ActProps = OneProps & { readonly title: string; readonly details: React.ReactNode };

/** An act that needs nothing but a tap. */
function OneButton({ slot, offer, unitId, today, words, title, details, onAct }: ActProps) {
  const { t } = useTranslation('capacity');
  const { unavailability, absence } = slot;
  const end = unavailability ? defaultExtension(unavailability, today) : today;
  const act = ((): Act | null => {
    if (offer.name === 'start') {
      const placeId = slot.place?.id ?? null;
      return { name: 'start', unitId, module: slot.module, placeId, from: today };
    }
    if (offer.name === 'back' && absence) {
      return { name: 'back', absenceId: absence.id, on: today };
    }
    if (!unavailability) return null;
    return offer.name === 'inUse'
      ? { name: 'inUse', unavailabilityId: unavailability.id, on: today }
      : { name: 'extend', unavailabilityId: unavailability.id, expectedEndOn: end };
  })();
  if (!act) return null;
  const isExtend = offer.name === 'extend';
  return (
    <div className="pv-act pv-act-one">
      <Button look={isExtend ? 'secondary' : 'primary'} onPress={() => onAct(act)}>
        {isExtend ? t('provider.act.extendTo', { day: words.day(end) }) : title}
      </Button>
      {isExtend ? null : (
        <span className="vp-muted pv-small">
          {offer.name === 'start'
            ? t('provider.act.when.start', { day: words.day(today) })
            : words.day(today)}
        </span>
      )}
      {details}
    </div>
  );
}

function Away({ slot, today, words, title, details, onAct }: ActProps) {
  const { t } = useTranslation('capacity');
  const { stay } = slot;
  if (!stay) return null;
  const until = awayUntil(stay, today);
  return (
    <Chips
      title={title}
      when={
        until === null
          ? t('provider.act.when.away', { day: words.day(today) })
          : t('provider.act.when.awayUntil', { from: words.day(today), until: words.day(until) })
      }
      first={absenceKinds.map((id) => ({ id, label: t(`codes.absence.${id}`) }))}
      onChoose={(kind) =>
        onAct({ name: 'away', stayId: stay.id, from: today, until, kind: kind as AbsenceKind })
      }
      details={details}
    />
  );
}

function Leave({ slot, today, words, title, details, onAct }: ActProps) {
  const { t } = useTranslation('capacity');
  const { stay } = slot;
  if (!stay) return null;
  const on = firstLeaveDay(stay, today);
  const chip = (id: EndReason) => ({ id, label: t(`codes.end.${id}`) });
  return (
    <Chips
      title={title}
      when={words.day(on)}
      first={firstEndReasons.map(chip)}
      rest={endReasons.filter((id) => !firstEndReasons.includes(id)).map(chip)}
      onChoose={(reason) =>
        onAct({
          name: 'leave',
          stayId: stay.id,
          on,
          reason: reason as EndReason,
          ...knownEnd(stay),
        })
      }
      details={details}
    />
  );
}

const FIRST_PLACES = 4;

function Move({ slot, today, words, openPlaces, title, details, onAct }: ActProps) {
  const { t } = useTranslation('capacity');
  const { stay } = slot;
  if (!stay) return null;
  const chips = openPlaces.map(({ id, place }) => ({
    id,
    label:
      place && place.features.length > 0
        ? t('provider.act.placeFeatures', {
            label: place.label,
            features: words.features(place.features),
          })
        : t('provider.unit.place', { label: place?.label }),
  }));
  return (
    <Chips
      title={title}
      when={words.day(today)}
      first={chips.slice(0, FIRST_PLACES)}
      rest={chips.slice(FIRST_PLACES)}
      onChoose={(placeId) => onAct({ name: 'move', stayId: stay.id, placeId, on: today })}
      details={details}
    />
  );
}

function OutOfUse(props: ActProps) {
  const { t } = useTranslation('capacity');
  const { slot, unitId, today, words, title, details, onAct } = props;
  const dates = defaultOutOfUse(today);
  const chip = (id: UnavailabilityReason) => ({ id, label: t(`codes.unavailability.${id}`) });
  const choose = (reason: UnavailabilityReason) => {
    if (reason === 'OTHER') return props.onExplain('outOfUse');
    const placeId = slot.place?.id ?? null;
    onAct({
      name: 'outOfUse',
      unitId,
      module: slot.module,
      placeId,
      reason,
      from: today,
      ...dates,
    });
  };
  return (
    <Chips
      title={title}
      when={t('provider.act.when.outOfUse', {
        from: words.day(today),
        until: words.day(dates.expectedEndOn),
        review: words.day(dates.reviewOn),
      })}
      first={firstOutOfUseReasons.map(chip)}
      rest={unavailabilityReasons.filter((id) => !firstOutOfUseReasons.includes(id)).map(chip)}
      onChoose={(id) => choose(id as UnavailabilityReason)}
      details={details}
    />
  );
}
