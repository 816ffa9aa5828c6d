import { useTranslation } from 'react-i18next';
import { Button, Icon } from '../../../web/ui/index.ts';
import type { UnavailabilityRow, UnitDetail } from '../../contract.ts';
import { type Act, type ActName, defaultExtension, latestEnd } from './acts.ts';
import { FailedActs } from './FailedActs.tsx';
import type { Pending } from './outbox.ts';
import { coversDay, plannedStays } from './slots.ts';
import { type SlotWords, useSlotWords } from './slot-words.ts';
import './words.ts';

export interface OutsProps {
  readonly detail: UnitDetail;
  readonly mayChange: boolean;
  readonly pending: readonly Pending[];
  readonly onAct: (act: Act, row: UnavailabilityRow) => void;
  readonly onDetails: (name: ActName, row: UnavailabilityRow) => void;
}

/** Everything that is out of use now or later: places, numbers of places, and partial stops. */
export function Outs(props: OutsProps) {
  const { t } = useTranslation('capacity');
  const { detail } = props;
  const words = useSlotWords(detail.day);
  if (detail.unavailabilities.length === 0) {
    return <p className="vp-muted">{t('provider.unit.outsNone')}</p>;
  }
  return (
    <ul className="pv-outs">
      {detail.unavailabilities.map((row) => (
        <OutRow
          key={row.id}
          {...props}
          row={row}
          words={words}
          ofRow={props.pending.filter(({ about }) => about === row.id)}
        />
      ))}
    </ul>
  );
}

type OutRowProps = OutsProps & {
  readonly row: UnavailabilityRow;
  readonly words: SlotWords;
  readonly ofRow: readonly Pending[];
};

function OutRow(props: OutRowProps) {
  const { t } = useTranslation('capacity');
  const { row, words, detail, mayChange } = props;
  const place = detail.places.find((each) => each.id === row.placeId);
  const what = row.onlyFor
    ? t(`codes.partialStop.${row.onlyFor}`)
    : place
      ? t('provider.unit.place', { label: place.label })
      : t('provider.unit.outPlaces', { count: row.places });
  const isDue = row.reviewOn <= detail.day;
  return (
    <li>
      <p>
        <strong className="pv-capital">{what}</strong>
      </p>
      <p>{words.reasonOf(row)}</p>
      {row.explanation ? <p className="pv-small">{row.explanation}</p> : null}
      <p className="vp-muted pv-small">
        {t('provider.unit.outPeriod', {
          from: words.day(row.period.from),
          until: words.endOf(row),
        })}
      </p>
      <p className={isDue ? 'pv-warning pv-small' : 'vp-muted pv-small'}>
        {isDue ? <Icon name="warning" /> : null}
        {t(isDue ? 'provider.unit.reviewPast' : 'provider.unit.review', {
          day: words.day(row.reviewOn),
        })}
      </p>
      <FailedActs failed={props.ofRow.filter(({ state }) => state === 'failed')} />
      {mayChange ? <OutActs {...props} what={what} /> : null}
    </li>
  );
}

function OutActs({ row, words, detail, what, onAct, onDetails }: OutRowProps & { what: string }) {
  const { t } = useTranslation('capacity');
  const today = detail.day;
  const end = defaultExtension(row, today);
  const isLongest = (row.period.until ?? '') >= latestEnd(today);
  const isNow = coversDay(row.period, today);
  return (
    <div className="vp-actions">
      <Button
        size="small"
        label={`${t('provider.act.inUse')}: ${what}`}
        onPress={() =>
          onAct(
            { name: 'inUse', unavailabilityId: row.id, on: isNow ? today : row.period.from },
            row,
          )
        }
      >
        {t('provider.act.inUse')}
      </Button>
      <Button
        size="small"
        label={`${t('provider.act.extendTo', { day: words.day(end) })}: ${what}`}
        onPress={() => onAct({ name: 'extend', unavailabilityId: row.id, expectedEndOn: end }, row)}
        blockedBecause={
          isLongest ? t('provider.block.longEnough', { day: words.endOf(row) }) : null
        }
      >
        {t('provider.act.extendTo', { day: words.day(end) })}
      </Button>
      <Button
        look="quiet"
        size="small"
        label={`${t('provider.act.details')}: ${what}`}
        onPress={() => onDetails('extend', row)}
      >
        {t('provider.act.details')}
      </Button>
    </div>
  );
}

/** Who comes and who goes, with the day. */
export function Planned({ detail }: { readonly detail: UnitDetail }) {
  const { t } = useTranslation('capacity');
  const words = useSlotWords(detail.day);
  const labelOf = (placeId: string | null) => {
    const place = detail.places.find((each) => each.id === placeId);
    return place ? t('provider.unit.place', { label: place.label }).toLocaleLowerCase('nl') : null;
  };
  const line = (stay: UnitDetail['stays'][number], day: string, isEnd: boolean) => {
    const place = labelOf(stay.placeId);
    const facts = { who: words.who(stay), day: words.day(day), place: place ?? '' };
    if (isEnd) {
      return place
        ? t('provider.unit.plannedEnd', facts)
        : t('provider.unit.plannedEndUnit', facts);
    }
    return place
      ? t('provider.unit.plannedStart', facts)
      : t('provider.unit.plannedStartUnit', facts);
  };
  const coming = plannedStays(detail).map((stay) => ({
    key: `in ${stay.id}`,
    day: stay.period.from,
    text: line(stay, stay.period.from, false),
  }));
  const going = detail.stays.flatMap((stay) =>
    stay.period.until === null
      ? []
      : [
          {
            key: `out ${stay.id}`,
            day: stay.period.until,
            text: line(stay, stay.period.until, true),
          },
        ],
  );
  const all = [...coming, ...going].sort((a, b) => (a.day < b.day ? -1 : 1));
  if (all.length === 0) return <p className="vp-muted">{t('provider.unit.plannedNone')}</p>;
  return (
    <>
      <ul className="pv-planned">
        {all.map(({ key, text }) => (
          <li key={key}>{text}</li>
        ))}
      </ul>
      <p className="vp-muted pv-small">{t('provider.unit.plannedUndo')}</p>
    </>
  );
}
