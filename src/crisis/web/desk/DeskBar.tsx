import { useEffect, useRef, useState } from 'react';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../../web/shell.ts';
import { RadioGroup, SearchField, useShortcut } from '../../../web/ui/index.ts';
import type { Desk } from '../../contract.ts';
import { neighbourOf, type ShownPart, shownParts, type Told, toldBetween } from './desk-filter.ts';
import './words.ts';

const route = getRouteApi('/crisis');
const EVERYTHING = 'alles';

/** What is shown of the desk: a search by number or mark, and the part one looks at; both in the address. */
export function DeskBar() {
  const { t } = useTranslation('crisis-acts');
  const { toon, zoek } = route.useSearch();
  const navigate = route.useNavigate();
  const field = useRef<HTMLInputElement>(null);
  const set = (change: { toon?: ShownPart | undefined; zoek?: string | undefined }) =>
    void navigate({
      search: (before) => ({ ...before, ...change }),
      replace: true,
      resetScroll: false,
    });
  useShortcut(['/'], t('bar.searchKey'), () => field.current?.focus());
  return (
    <div className="cr-bar vp-no-print">
      <SearchField
        label={t('bar.search')}
        value={zoek ?? ''}
        onChange={(text) => set({ zoek: text === '' ? undefined : text })}
        inputRef={field}
      />
      <RadioGroup
        label={t('bar.show')}
        choices={[EVERYTHING, ...shownParts].map((id) => ({
          id,
          label: t(`bar.part.${id as ShownPart | 'alles'}`),
        }))}
        value={toon ?? EVERYTHING}
        onChange={(id) => set({ toon: shownParts.find((part) => part === id) })}
      />
    </div>
  );
}

/** j and k go to the next and the previous case, as they stand on the screen. */
export function useCaseKeys(ids: readonly string[], opened: string | undefined): void {
  const { t } = useTranslation('crisis-acts');
  const navigate = route.useNavigate();
  const go = (step: 1 | -1) => {
    const vraag = neighbourOf(ids, opened, step);
    if (vraag) void navigate({ search: (before) => ({ ...before, vraag }), resetScroll: false });
  };
  useShortcut(['j'], t('bar.nextKey'), () => go(1));
  useShortcut(['k'], t('bar.previousKey'), () => go(-1));
}

/** Says what happened on the desk, once and politely, for who does not see it change. */
export function DeskNews({ data }: { readonly data: Desk }) {
  const { t } = useTranslation('crisis-acts');
  const now = useNow();
  const before = useRef<{ requests: Desk['requests']; now: number } | null>(null);
  const [told, setTold] = useState<readonly Told[]>([]);
  useEffect(() => {
    const after = { requests: data.requests, now };
    const news = before.current ? toldBetween(before.current, after) : [];
    before.current = after;
    if (news.length > 0) setTold(news);
  }, [data, now]);
  return (
    <p role="status" className="vp-hidden">
      {told
        .map(({ what, number, partner }) => t(`told.${what}`, { number, partner: partner ?? '' }))
        .join(' ')}
    </p>
  );
}
