import { dayIn, type SearchRecord, textIn } from '../../web/search-params.ts';

/** What the address says: a month (its first day) and an area; without one, the newest and one's own. */
export interface FiguresSearch {
  maand?: string | undefined;
  gebied?: string | undefined;
}

export const readFiguresSearch = (search: SearchRecord): FiguresSearch => ({
  maand: dayIn(search, 'maand'),
  gebied: textIn(search, 'gebied', 10),
});
