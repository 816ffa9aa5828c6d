import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { addDays, formatDay } from '../../../web/i18n/format.ts';
import { Button, Menu } from '../../../web/ui/index.ts';
import { type EndReason, endReasons } from '../../codes.ts';
import type { EndingOut, EndingStay } from '../../provider-tools-contract.ts';
import { defaultExtension, firstEndReasons } from '../provider/acts.ts';
import { useSlotWords } from '../provider/slot-words.ts';
import { useMayChange } from '../provider/use-provider.ts';
import { endOf } from './sort-ends.ts';
import { useEndActs } from './use-planned-ends.ts';

const reasonsInOrder: readonly EndReason[] = [
  ...firstEndReasons,
  ...endReasons.filter((reason) => !firstEndReasons.includes(reason)),
];
/** By how much an expected end is moved with one tap, in days. */
const MOVES = [14, 30, 90] as const;

/** The day that is registered as the end: the one expected, but never before the first that is possible. */
function leaveDay(stay: EndingStay, today: string): string {
  const expected = endOf(stay) ?? today;
  const first = addDays(stay.from, 1);
  return expected < first ? first : expected;
}

/** One stay that ends: who, where, when, and its two acts. */
export function StayItem({ stay, today }: { readonly stay: EndingStay; readonly today: string }) {
  const { t } = useTranslation('provider-tools');
  const words = useSlotWords(today);
  const mayChange = useMayChange();
  const facts = [
    stay.place ? t('ends.place', { label: stay.place }) : t('ends.noPlace'),
    t('ends.since', { day: formatDay(stay.from) }),
    stay.endsOn ? t('ends.registered', { day: words.day(stay.endsOn) }) : null,
    stay.endsOn === null && stay.expectedEndOn
      ? t('ends.expected', { day: words.day(stay.expectedEndOn) })
      : null,
    stay.decisionUntil ? t('ends.decisionUntil', { day: formatDay(stay.decisionUntil) }) : null,
    stay.away ? t('ends.away') : null,
  ].filter((each) => each !== null);
  return (
    <li className="pt-end">
      <div>
        <p>
          <b>{stay.personRef}</b>,{' '}
          <Link to="/mijn-leefgroepen/$unitId" params={{ unitId: stay.unitId }}>
            {stay.unitName}
          </Link>
        </p>
        <p className="vp-muted pv-small">{facts.join(', ')}</p>
      </div>
      {mayChange && stay.endsOn === null ? <StayActs stay={stay} today={today} /> : null}
    </li>
  );
}

function StayActs({ stay, today }: { readonly stay: EndingStay; readonly today: string }) {
  const { t } = useTranslation('provider-tools');
  const { t: c } = useTranslation('capacity');
  const words = useSlotWords(today);
  const act = useEndActs();
  const on = leaveDay(stay, today);
  const leave = t(on < today ? 'ends.left' : 'ends.leave', { day: words.day(on) });
  const about = { who: stay.personRef, unit: stay.unitName };
  const end = (reason: string) =>
    void act(
      `/api/capacity/stays/${stay.stayId}/end`,
      { on, reason },
      on <= today
        ? t('ends.saidLeft', about)
        : t('ends.saidLeave', { ...about, day: words.day(on) }),
    );
  const move = (id: string) => {
    const expected = endOf(stay);
    const base = expected !== null && expected > today ? expected : today;
    const expectedEndOn = id === 'never' ? null : addDays(base, Number(id));
    void act(
      `/api/capacity/stays/${stay.stayId}/expect`,
      { expectedEndOn },
      expectedEndOn === null
        ? t('ends.saidNever', about)
        : t('ends.saidMoved', { ...about, day: formatDay(expectedEndOn) }),
    );
  };
  return (
    <div className="pt-acts vp-no-print">
      <Menu
        label={t('ends.leaveLabel', { act: leave, ...about })}
        items={reasonsInOrder.map((id) => ({ id, label: c(`codes.end.${id}`) }))}
        onAct={end}
      >
        {leave}
      </Menu>
      <Menu
        label={t('ends.moveLabel', about)}
        items={[
          ...MOVES.map((days) => ({ id: String(days), label: t('ends.later', { count: days }) })),
          { id: 'never', label: t('ends.never') },
        ]}
        onAct={move}
      >
        {t('ends.move')}
      </Menu>
    </div>
  );
}

/** Places that come back, or a stop that ends: until when, why, and its two acts. */
export function OutItem({ out, today }: { readonly out: EndingOut; readonly today: string }) {
  const { t } = useTranslation('provider-tools');
  const { t: c } = useTranslation('capacity');
  const mayChange = useMayChange();
  const act = useEndActs();
  const what = out.onlyFor
    ? c(`codes.partialStop.${out.onlyFor}`)
    : out.place
      ? t('ends.place', { label: out.place })
      : t('ends.places', { count: out.places });
  const about = { what, unit: out.unitName };
  const longer = defaultExtension(
    { ...out, placeId: null, period: { from: out.from, until: out.endsOn } },
    today,
  );
  const path = `/api/capacity/unavailabilities/${out.id}`;
  const isDue = out.reviewOn <= today;
  return (
    <li className="pt-end">
      <div>
        <p>
          <b className="pv-capital">{what}</b>,{' '}
          <Link to="/mijn-leefgroepen/$unitId" params={{ unitId: out.unitId }}>
            {out.unitName}
          </Link>
        </p>
        <p className="vp-muted pv-small">
          {c(`codes.unavailability.${out.reason}`)},{' '}
          {t('ends.until', { day: formatDay(out.endsOn) })}
        </p>
        <p className={isDue ? 'pv-warning pv-small' : 'vp-muted pv-small'}>
          {t(isDue ? 'ends.reviewPast' : 'ends.review', { day: formatDay(out.reviewOn) })}
        </p>
      </div>
      {mayChange ? (
        <div className="pt-acts vp-no-print">
          <Button
            label={t('ends.inUseLabel', about)}
            onPress={() =>
              void act(
                `${path}/end`,
                { on: out.from > today ? out.from : today },
                t('ends.saidInUse', about),
              )
            }
          >
            {t('ends.inUse')}
          </Button>
          {longer > out.endsOn ? (
            <Button
              label={t('ends.extendLabel', { ...about, day: formatDay(longer) })}
              onPress={() =>
                void act(
                  `${path}/extend`,
                  { expectedEndOn: longer },
                  t('ends.saidExtend', { what, day: formatDay(longer) }),
                )
              }
            >
              {t('ends.extend', { day: formatDay(longer) })}
            </Button>
          ) : null}
        </div>
      ) : null}
    </li>
  );
}
