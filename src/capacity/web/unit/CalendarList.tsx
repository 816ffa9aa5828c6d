import { useTranslation } from 'react-i18next';
import { formatDay, formatWeekday } from '../../../web/i18n/format.ts';
import { EmptyState } from '../../../web/ui/index.ts';
import type { UnitCalendar } from '../../unit-calendar-contract.ts';
import { PlaceGlyph } from '../PlaceGlyph.tsx';
import type { PlaceState } from '../place-states.ts';
import { sentence, useFactWords } from './fact-words.ts';
import { type Moment, type MomentFact, type MomentKind, momentsOf, runningAt } from './moments.ts';

/** The picture of how a place is from that moment on; a date to look at has none. */
const glyphs: Partial<Record<MomentKind, PlaceState>> = {
  comes: 'occupied',
  back: 'occupied',
  goes: 'free',
  expectedEnd: 'free',
  away: 'absent',
  out: 'unavailable',
  inUse: 'free',
  promised: 'held',
  promiseEnds: 'free',
  notConverted: 'notConverted',
  registered: 'free',
};

/** Who comes, who goes, what is out of use, day by day: the calendar for reading. */
export function CalendarList({
  calendar,
  today,
}: {
  readonly calendar: UnitCalendar;
  readonly today: string;
}) {
  const { t } = useTranslation('unit');
  const words = useFactWords(calendar);
  const days = momentsOf(calendar);
  const running = runningAt(calendar);
  return (
    <div className="un-list">
      {running.length > 0 ? (
        <section>
          <h3>{t('list.running', { day: formatDay(calendar.from) })}</h3>
          <ul className="un-facts">
            {running.map((about) => (
              <li key={about.fact.id}>
                <PlaceGlyph state={glyphOfFact(about)} />
                <div>
                  <b>{sentence(words.where(about))}</b>: {words.what(about)}
                  <span className="un-line">{sentence(words.period(about.fact.period))}.</span>
                </div>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {days.size === 0 ? (
        <EmptyState title={t('list.none')}>{t('list.noneNext')}</EmptyState>
      ) : null}
      {[...days].map(([day, moments]) => (
        <section key={day} {...(day < today ? { 'data-past': '' } : {})}>
          <h3>
            {formatWeekday(day)}
            {day === today ? ` (${t('list.today')})` : ''}
          </h3>
          <ul className="un-facts">
            {moments.map((moment) => (
              <li key={`${moment.kind} ${moment.about.fact.id}`} data-kind={moment.kind}>
                <MomentGlyph kind={moment.kind} />
                <div>
                  <MomentWords moment={moment} calendar={calendar} />
                </div>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function glyphOfFact({ kind }: MomentFact): PlaceState {
  if (kind === 'hold') return 'held';
  return kind === 'reconversion' ? 'notConverted' : 'unavailable';
}

function MomentGlyph({ kind }: { readonly kind: MomentKind }) {
  const glyph = glyphs[kind];
  return glyph ? <PlaceGlyph state={glyph} /> : <span className="un-no-glyph" aria-hidden="true" />;
}

function MomentWords({
  moment,
  calendar,
}: {
  readonly moment: Moment;
  readonly calendar: UnitCalendar;
}) {
  const { t } = useTranslation('unit');
  const words = useFactWords(calendar);
  const { about, kind } = moment;
  const isStop = kind === 'stop' || kind === 'stopEnds';
  return (
    <>
      <b>{sentence(words.where(about))}</b>: {t(`moment.${kind}`, { what: words.what(about) })}
      {isStop ? <span className="un-line">{words.what(about)}</span> : null}
    </>
  );
}
