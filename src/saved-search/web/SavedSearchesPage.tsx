import { Link, useRouter } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { navOf } from '../../web/nav.ts';
import { useSession } from '../../web/shell.ts';
import {
  Button,
  Checkbox,
  EmptyState,
  ErrorState,
  say,
  Skeleton,
  TextField,
} from '../../web/ui/index.ts';
import type { SavedSearch } from '../contract.ts';
import { addressOf, useChangeSearches, useSavedSearches, wordsOf } from './use-saved-searches.ts';
import './words.ts';
import './saved-search.css';

/** One's saved searches by page: open, rename, share, make default, throw away. */
export function SavedSearchesPage() {
  const { t } = useTranslation('savedSearch');
  const { data, error, refetch } = useSavedSearches();
  const router = useRouter();
  const { role } = useSession();
  const heading = useRef<HTMLHeadingElement>(null);
  const pages = navOf(Object.values(router.routesById), role);
  const titleOf = (page: string) => pages.find(({ href }) => href === page)?.words ?? page;
  const byPage = Map.groupBy(data ?? [], ({ page }) => page);
  return (
    <div className="ss-page">
      <header>
        <h1 tabIndex={-1} ref={heading}>
          {t('title')}
        </h1>
        <p className="vp-muted">{t('intro')}</p>
      </header>
      {error && !data ? (
        <ErrorState what={t('listFailed')} onRetry={() => void refetch()} kept={null} />
      ) : null}
      {!data && !error ? <Skeleton lines={4} /> : null}
      {data?.length === 0 ? (
        <EmptyState title={t('empty.title')} level={2}>
          {t('empty.next')}
        </EmptyState>
      ) : null}
      {[...byPage].map(([page, searches]) => (
        <section key={page} aria-label={titleOf(page)}>
          <h2>{titleOf(page)}</h2>
          <ul className="ss-list">
            {searches.map((search) => (
              <SearchRow key={search.id} search={search} onGone={() => heading.current?.focus()} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

interface RowProps {
  readonly search: SavedSearch;
  readonly onGone: () => void;
}

function SearchRow({ search, onGone }: RowProps) {
  const { t } = useTranslation('savedSearch');
  const { organisation } = useSession();
  const { act, remove } = useChangeSearches();
  const [isRenaming, setRenaming] = useState(false);
  const { name } = search;
  const change = (input: { shared?: boolean; isDefault?: boolean }) =>
    act.mutate(
      { kind: 'change', id: search.id, input },
      { onError: (error) => void say({ text: wordsOf(error) ?? t('failed'), tone: 'danger' }) },
    );
  return (
    <li className="ss-row">
      {isRenaming ? (
        <Rename search={search} onClose={() => setRenaming(false)} />
      ) : (
        <Link to={addressOf(search)} className="ss-name">
          {name}
        </Link>
      )}
      {search.own ? (
        <div className="ss-acts vp-no-print">
          {organisation ? (
            <Checkbox
              isSelected={search.shared}
              onChange={(shared) => change({ shared })}
              label={t('row.sharedOf', { name })}
            >
              {t('row.shared')}
            </Checkbox>
          ) : null}
          <Checkbox
            isSelected={search.isDefault}
            onChange={(isDefault) => change({ isDefault })}
            label={t('row.defaultOf', { name })}
          >
            {t('row.default')}
          </Checkbox>
          {isRenaming ? null : (
            <Button
              size="small"
              look="quiet"
              label={t('act.renameOf', { name })}
              onPress={() => setRenaming(true)}
            >
              {t('act.rename')}
            </Button>
          )}
          <Button
            size="small"
            look="quiet"
            label={t('act.deleteOf', { name })}
            onPress={() => {
              remove(search);
              onGone();
            }}
          >
            {t('act.delete')}
          </Button>
        </div>
      ) : (
        <span className="vp-muted">{t('detail.colleague')}</span>
      )}
    </li>
  );
}

function Rename({
  search,
  onClose,
}: {
  readonly search: SavedSearch;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('savedSearch');
  const { act } = useChangeSearches();
  const [name, setName] = useState(search.name);
  const rename = () =>
    act.mutate({ kind: 'change', id: search.id, input: { name } }, { onSuccess: onClose });
  return (
    <form
      className="ss-rename"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') rename();
      }}
    >
      <TextField
        label={t('keep.name')}
        value={name}
        onChange={setName}
        maxLength={80}
        autoFocus
        error={
          name.trim() === ''
            ? t('keep.nameMissing')
            : act.isError
              ? (wordsOf(act.error) ?? t('failed'))
              : null
        }
      />
      <div className="vp-actions">
        <Button type="submit" look="primary" isPending={act.isPending}>
          {t('act.keep')}
        </Button>
        <Button look="quiet" onPress={onClose}>
          {t('act.cancel')}
        </Button>
      </div>
    </form>
  );
}
