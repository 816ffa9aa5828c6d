/** What the page of a unit shows, as it stands in the address; names as in the API. */
import { choiceIn, dayIn, listIn, type SearchRecord, textIn } from '../../../web/search-params.ts';
import { VIEWS, type View } from './calendar-view.ts';

export const FORMS = ['grid', 'list'] as const;
export type Form = (typeof FORMS)[number];

export interface UnitSearch {
  /** A day in the window that is shown; absent: today. */
  readonly from?: string | undefined;
  readonly view?: View | undefined;
  /** Absent: the calendar on a wide screen, the list on a narrow one. */
  readonly form?: Form | undefined;
  /** The question "can this child come": module, first day, day of leaving, needs. */
  readonly module?: string | undefined;
  readonly arrive?: string | undefined;
  readonly leave?: string | undefined;
  readonly needs?: readonly string[] | undefined;
  /** The day of which two pictures are compared, and the day on whose evening the first was known. */
  readonly day?: string | undefined;
  readonly known?: string | undefined;
}

/** Reads an address; what cannot be understood is left out. */
export function readSearch(search: SearchRecord): UnitSearch {
  return prune({
    from: dayIn(search, 'from'),
    view: choiceIn(search, 'view', VIEWS),
    form: choiceIn(search, 'form', FORMS),
    module: textIn(search, 'module', 40),
    arrive: dayIn(search, 'arrive'),
    leave: dayIn(search, 'leave'),
    needs: listIn(search, 'needs', 20),
    day: dayIn(search, 'day'),
    known: dayIn(search, 'known'),
  });
}

/** Leaves out what is not said, so that an address stays short. */
export function prune(search: UnitSearch): UnitSearch {
  return Object.fromEntries(
    Object.entries(search).filter(
      ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  );
}
