import type { KeptWrite } from '../../../web/offline/kept.ts';
import type { AnswerCard, FamilyPage, SetWindow } from '../../contract.ts';

export type Answer = AnswerCard['answer'];
type Window = FamilyPage['windows'][number];

/** The family's own days, and nothing that was asked of it: all that its phone keeps of the page. */
export interface KeptFamily {
  readonly windows: readonly Window[];
  readonly places: number;
}

/** Under this name it is kept. */
export const FAMILY = 'family';

const windowOf = ({
  id,
  from,
  until,
  weekdays,
  onHolidays,
  hourFrom,
  hourUntil,
  places,
}: Window): Window => ({ id, from, until, weekdays, onHolidays, hourFrom, hourUntil, places });

/** What the phone keeps of the page: no card, no match, no child; `null` while there is no family. */
export const keptOf = ({ family, windows }: FamilyPage): KeptFamily | null =>
  family && { places: family.places, windows: windows.map(windowOf) };

/** What a kept write is about: a card is known by its id alone. */
export const aboutCard = (id: string): string => `card:${id}`;
export const aboutWindow = (id: string): string => `window:${id}`;

/** A span of days as the family sees it: what the server has, or what is on its way. */
export type SeenWindow = Window & {
  /** Not with the server yet: what was set, or that it is taken away. */
  readonly waits: 'set' | 'clear' | null;
};

const idOf = ({ about }: KeptWrite): string => about.slice(about.indexOf(':') + 1);
const isWindow = ({ about }: KeptWrite): boolean => about.startsWith(aboutWindow(''));
const isSet = ({ method }: KeptWrite): boolean => method === 'PUT';

/** The windows with what is on its way over them: new ones last, as they were said. */
export function withUnsent(
  windows: readonly Window[],
  unsent: readonly KeptWrite[],
): readonly SeenWindow[] {
  const own = unsent.filter(isWindow);
  const seen = windows.map((window): SeenWindow => {
    const write = own.find((each) => idOf(each) === window.id);
    if (!write) return { ...window, waits: null };
    return isSet(write)
      ? { id: window.id, ...(write.body as SetWindow), waits: 'set' }
      : { ...window, waits: 'clear' };
  });
  const fresh = own.filter(
    (write) => isSet(write) && windows.every(({ id }) => id !== idOf(write)),
  );
  return [
    ...seen,
    ...fresh.map(
      (write): SeenWindow => ({ id: idOf(write), ...(write.body as SetWindow), waits: 'set' }),
    ),
  ];
}

/** The page once the server took a write, before it is there anew. */
export function withTaken(page: FamilyPage, write: KeptWrite): FamilyPage {
  if (!isWindow(write)) {
    const { answer } = write.body as { answer: Answer };
    const cards = page.cards.map((card) => (card.id === idOf(write) ? { ...card, answer } : card));
    return { ...page, cards };
  }
  const windows = withUnsent(page.windows, [write])
    .filter(({ waits }) => waits !== 'clear')
    .map(windowOf);
  return { ...page, windows };
}
