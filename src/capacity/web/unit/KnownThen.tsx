import { useTranslation } from 'react-i18next';
import { addDays, daysBetween } from '../../../platform/period.ts';
import { formatDay } from '../../../web/i18n/format.ts';
import { DatePicker, ErrorState, Skeleton } from '../../../web/ui/index.ts';
import type { UnitCalendar } from '../../unit-calendar-contract.ts';
import { layCalendar } from '../../unit-calendar.ts';
import { PlaceGlyph } from '../PlaceGlyph.tsx';
import { countPlaces, PLACE_STATES } from '../place-states.ts';
import { endOfDay } from '../regiekamer/as-of.ts';
import { DifferenceWords } from './DifferenceWords.tsx';
import { differencesOn } from './known-differences.ts';
import { useUnitCalendar } from './use-unit-calendar.ts';
import type { UnitSearch } from './unit-search.ts';

/** Facts of so many days around the day are compared, so that a moved begin or end is seen as such. */
const AROUND = 90;

export interface KnownThenProps {
  readonly unitId: string;
  readonly search: UnitSearch;
  readonly today: string;
  readonly moduleName: (code: string) => string;
  readonly change: (part: UnitSearch) => void;
}

/** One day of the unit, as it was known then beside as it is known now, and what differs, named. */
export function KnownThen({ unitId, search, today, moduleName, change }: KnownThenProps) {
  const { t } = useTranslation('unit');
  const day = search.day ?? addDays(today, -7);
  const knownOn = search.known ?? day;
  const window = { from: addDays(day, -AROUND), until: addDays(day, AROUND) };
  const isPast = knownOn < today;
  const then = useUnitCalendar(unitId, window, isPast ? endOfDay(knownOn) : undefined);
  const now = useUnitCalendar(unitId, window);
  const failed = then.isError ? then : now.isError ? now : null;
  const [a, b] = [then.data, now.data];
  return (
    <section className="un-section" aria-label={t('known.title')}>
      <h2>{t('known.title')}</h2>
      <div className="un-bar vp-no-print">
        <DatePicker
          label={t('known.day')}
          value={day}
          onChange={(chosen) => chosen && change({ day: chosen })}
        />
        <DatePicker
          label={t('known.knownOn')}
          value={knownOn}
          max={today}
          onChange={(chosen) => chosen && change({ day, known: chosen })}
        />
      </div>
      {failed ? (
        <ErrorState
          what={t('known.failed')}
          kept={null}
          onRetry={() => void Promise.all([then.refetch(), now.refetch()])}
        />
      ) : null}
      {!failed && !(a && b) ? <Skeleton lines={4} /> : null}
      {a && b && isAround(a, day) && isAround(b, day) ? (
        <Compared {...{ day, knownOn, before: a, after: b, moduleName, isPast }} />
      ) : null}
    </section>
  );
}

/** While another day is on its way, the answer of the day before is still there: it is not shown under this one. */
const isAround = (calendar: UnitCalendar, day: string) => calendar.from === addDays(day, -AROUND);

interface ComparedProps {
  readonly day: string;
  readonly knownOn: string;
  /** What was known then, and what is known now. */
  readonly before: UnitCalendar;
  readonly after: UnitCalendar;
  readonly moduleName: (code: string) => string;
  readonly isPast: boolean;
}

function Compared({ day, knownOn, before, after, moduleName, isPast }: ComparedProps) {
  const { t } = useTranslation('unit');
  const differences = differencesOn(day, before, after);
  return (
    <>
      {after.modules.map((module) => (
        <Figures
          key={module}
          {...{ day, knownOn, before, after, module }}
          name={after.modules.length > 1 ? moduleName(module) : null}
        />
      ))}
      {isPast ? null : <p className="vp-muted">{t('known.isNow')}</p>}
      {isPast && differences.length === 0 ? <p>{t('known.same')}</p> : null}
      {differences.length > 0 ? (
        <>
          <h3>{t('known.differences', { count: differences.length })}</h3>
          <ul className="un-facts un-differences">
            {differences.map((each) => (
              <li key={(each.after ?? each.before)!.fact.id} data-change={each.change}>
                <DifferenceWords {...{ each, before, after, day }} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  );
}

function Figures(
  props: Omit<ComparedProps, 'moduleName' | 'isPast'> & { module: string; name: string | null },
) {
  const { t } = useTranslation('unit');
  const { t: shared } = useTranslation('capacity');
  const { day, knownOn, module } = props;
  const on = (calendar: UnitCalendar) => {
    const laid = layCalendar(calendar).find((each) => each.module === module);
    const figures = laid?.days[daysBetween(calendar.from, day)];
    return figures
      ? { recognised: figures.recognised, ...countPlaces({ ...figures, offerable: 0 }) }
      : null;
  };
  const [then, now] = [on(props.before), on(props.after)];
  if (!then || !now) return null;
  const rows = PLACE_STATES.filter(
    (state) => then[state] > 0 || now[state] > 0 || state === 'free',
  );
  return (
    <table className="un-table un-compare">
      <caption>
        {props.name ? `${props.name}: ` : ''}
        {t('known.caption', { day: formatDay(day) })}
      </caption>
      <thead>
        <tr>
          <th scope="col">{t('known.figure')}</th>
          <th scope="col">{t('known.then', { day: formatDay(knownOn) })}</th>
          <th scope="col">{t('known.now')}</th>
        </tr>
      </thead>
      <tbody>
        <tr {...(then.recognised === now.recognised ? {} : { 'data-differs': '' })}>
          <th scope="row">{t('known.recognised')}</th>
          <td>{then.recognised}</td>
          <td>{now.recognised}</td>
        </tr>
        {rows.map((state) => (
          <tr key={state} {...(then[state] === now[state] ? {} : { 'data-differs': '' })}>
            <th scope="row">
              <PlaceGlyph state={state} /> {shared(`state.${state}`)}
            </th>
            <td>{then[state]}</td>
            <td>{now[state]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
