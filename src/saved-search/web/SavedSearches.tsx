import { useRouter, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon, Menu, useShortcut } from '../../web/ui/index.ts';
import { KeepDialog } from './KeepDialog.tsx';
import { addressOf, useSavedSearches } from './use-saved-searches.ts';
import './words.ts';
import './saved-search.css';

const KEEP = 'keep';
const MANAGE = 'manage';

/**
 * The saved searches of the page that is open, and the way to keep this one: for any page whose filters
 * stand in its address. Who comes to the page without a question gets their default, once.
 */
export function SavedSearches() {
  const { t } = useTranslation('savedSearch');
  const router = useRouter();
  const { page, query } = useRouterState({
    select: ({ location }) => ({
      page: location.pathname,
      query: location.searchStr.replace(/^\?/, ''),
    }),
  });
  const { data } = useSavedSearches();
  const [isKeeping, setKeeping] = useState(false);
  const here = (data ?? []).filter((search) => search.page === page);
  useShortcut(['g', 'z'], t('title'), () => router.history.push('/zoekvragen'));
  useDefault(data && here.find(({ isDefault }) => isDefault), query);
  return (
    <span className="ss-menu vp-no-print">
      <Menu
        items={[
          ...here.map((search) => ({
            id: search.id,
            label: search.name,
            href: addressOf(search),
            ...(detailOf(search) ? { detail: t(`detail.${detailOf(search)!}`) } : {}),
          })),
          { id: KEEP, label: t('act.keepThis') },
          { id: MANAGE, label: t('act.manage'), href: '/zoekvragen' },
        ]}
        onAct={(id) => {
          if (id === KEEP) setKeeping(true);
        }}
      >
        <Icon name="star" />
        {t('title')}
      </Menu>
      {isKeeping ? (
        <KeepDialog page={page} query={query} onClose={() => setKeeping(false)} />
      ) : null}
    </span>
  );
}

function detailOf({
  own,
  shared,
  isDefault,
}: {
  own: boolean;
  shared: boolean;
  isDefault: boolean;
}) {
  if (isDefault) return 'default';
  if (!own) return 'colleague';
  return shared ? 'shared' : null;
}

/** Goes to the default when the page was opened without a question; clearing the filters stays possible. */
function useDefault(
  found: { page: string; query: string } | undefined | null,
  query: string,
): void {
  const router = useRouter();
  const opened = useRef(query);
  const asked = useRef(false);
  useEffect(() => {
    if (query !== '') asked.current = true;
    if (!found || asked.current || opened.current !== '') return;
    asked.current = true;
    router.history.replace(addressOf(found));
  }, [found, query, router]);
}
