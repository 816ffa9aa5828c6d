import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, containsDay } from '../../../platform/period.ts';
import { formatDay } from '../../../web/i18n/format.ts';
import type { Cell, CalendarRow } from '../../unit-calendar.ts';
import type { UnitCalendar } from '../../unit-calendar-contract.ts';
import { usePeriodWords } from '../regiekamer/fact-words.ts';
import { useModules } from '../use-modules.ts';
import { type Run, runsIn } from './calendar-view.ts';
import type { MomentFact } from './moments.ts';
import './words.ts';

type Stay = UnitCalendar['stays'][number];
type Out = UnitCalendar['unavailabilities'][number];

/** With a capital, as what stands alone on a line. */
export const sentence = (words: string): string =>
  words.charAt(0).toLocaleUpperCase() + words.slice(1);

/** The facts of a unit in words: where, who as far as the reader may know, and why. */
export function useFactWords(calendar: UnitCalendar) {
  const { t } = useTranslation('unit');
  const { t: shared } = useTranslation('capacity');
  const period = usePeriodWords();
  const { nameOf } = useModules();
  const place = (id: string | null): string => {
    const found = calendar.places.find((each) => each.id === id);
    return found ? t('place', { label: found.label }) : t('noPlace');
  };
  const who = (stay: Stay): string => stay.personRef ?? t('someone');
  const reason = (out: Out): string => shared(`codes.unavailability.${out.reason}`);
  const hold = (code: string): string => shared(`codes.hold.${code as 'RESERVED_START'}`);
  const stop = (out: Out): string =>
    out.onlyFor === null ? '' : shared(`codes.partialStop.${out.onlyFor}`);
  /** Places recognised on the first day of the window that the fact covers. */
  const recognised = ({ module, period: { from } }: Out): number => {
    const day = from > calendar.from ? from : calendar.from;
    return calendar.recognitions
      .filter((each) => each.module === module && containsDay(each.period, day))
      .reduce((sum, each) => sum + each.places, 0);
  };
  /** Which place a fact is about, or how many. */
  const where = (about: MomentFact): string => {
    switch (about.kind) {
      case 'stay':
      case 'hold':
        return place(about.fact.placeId);
      case 'unavailability':
        if (about.fact.onlyFor !== null) return stop(about.fact);
        if (about.fact.placeId !== null) return place(about.fact.placeId);
        return about.fact.places >= recognised(about.fact)
          ? t('wholeUnit')
          : t('places', { count: about.fact.places });
      case 'reconversion':
        return t('places', { count: about.fact.places });
    }
  };
  /** What a fact is: who stays, why a place is out of use, for what it is promised. */
  const what = (about: MomentFact): string => {
    switch (about.kind) {
      case 'stay':
        return who(about.fact);
      case 'hold':
        return hold(about.fact.reason);
      case 'unavailability':
        return reason(about.fact);
      case 'reconversion':
        return t('toModule', { module: nameOf(about.fact.toModule) });
    }
  };
  return { place, who, reason, hold, stop, where, what, period };
}

/** A fact of the calendar by the reference that a cell has to it. */
export function factOf(calendar: UnitCalendar, cell: Cell | null): MomentFact | null {
  const ref = cell?.fact;
  if (!ref) return null;
  const find = <Fact extends { id: string }>(facts: readonly Fact[]) =>
    facts.find(({ id }) => id === ref.id);
  switch (ref.kind) {
    case 'stay': {
      const fact = find(calendar.stays);
      return fact ? { kind: 'stay', fact } : null;
    }
    case 'hold': {
      const fact = find(calendar.holds);
      return fact ? { kind: 'hold', fact } : null;
    }
    case 'unavailability': {
      const fact = find(calendar.unavailabilities);
      return fact ? { kind: 'unavailability', fact } : null;
    }
    case 'reconversion': {
      const fact = find(calendar.reconversions);
      return fact ? { kind: 'reconversion', fact } : null;
    }
  }
}

/** What a row of the calendar is called, and what stands small under it. */
export function useRowWords(calendar: UnitCalendar) {
  const { t } = useTranslation('unit');
  const { t: shared } = useTranslation('capacity');
  const words = useFactWords(calendar);
  const features = (list: readonly string[]) =>
    list.map((each) => shared(`codes.feature.${each as 'single'}`, each)).join(', ');
  return (row: CalendarRow): { name: string; detail: string } => {
    switch (row.kind) {
      case 'place': {
        const place = calendar.places.find(({ id }) => id === row.id);
        return { name: sentence(words.place(row.id)), detail: features(place?.features ?? []) };
      }
      case 'over':
        return { name: sentence(shared('state.over')), detail: '' };
      default: {
        const about = factOf(calendar, row.cells.find((cell) => cell !== null) ?? null);
        if (!about) return { name: '', detail: '' };
        const isPlanned = about.kind === 'reconversion' && about.fact.isPlanned;
        const name =
          row.kind === 'reconversion'
            ? isPlanned
              ? t('plannedConversion')
              : shared('state.notConverted')
            : words.where(about);
        const isOut = row.kind === 'unavailability';
        return {
          name: sentence(isOut ? t('outPlaces', { places: name }) : name),
          detail:
            row.kind === 'stay' && about.kind === 'stay'
              ? (about.fact.personRef ?? '')
              : words.what(about),
        };
      }
    }
  };
}

/** A cell in words: "bezet", or where the state changes within it "bezet; vanaf 3 december vrij". */
export function useCellWords({ from: first }: UnitCalendar) {
  const { t } = useTranslation('unit');
  const { t: shared } = useTranslation('capacity');
  // The same from one drawing to the next: hundreds of cells are drawn with it.
  return useMemo(() => {
    const state = (cell: Cell | null): string => {
      if (cell === null) return t('cell.none');
      const word = cell.state === 'stop' ? t('cell.stop') : shared(`state.${cell.state}`);
      if (cell.isLoose) return t('cell.loose', { state: word });
      return cell.count > 1 ? t('cell.count', { count: cell.count, state: word }) : word;
    };
    const run = (each: Run, at: number): string =>
      at === 0
        ? state(each.cell)
        : t('cell.from', { day: formatDay(addDays(first, each.from)), state: state(each.cell) });
    return {
      state,
      runs: (cells: CalendarRow['cells'], from: number, until: number): string =>
        runsIn(cells, from, until).map(run).join('; '),
    };
  }, [first, t, shared]);
}
