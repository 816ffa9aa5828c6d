import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoment } from '../../../../web/i18n/format.ts';
import { Button, ErrorState, Skeleton } from '../../../../web/ui/index.ts';
import type { ImportList as Imports } from '../../../contract.ts';
import { useUndo } from '../use-provider.ts';
import { useImports, useMayImport } from './use-import.ts';
import '../words.ts';

type Row = Imports['imports'][number];

export interface ImportListProps {
  readonly openId: string | undefined;
  readonly onOpen: (id: string) => void;
}

/** The files of before, what they changed, and the way back of each. */
export function ImportList({ openId, onOpen }: ImportListProps) {
  const { t } = useTranslation('capacity');
  const [pages, setPages] = useState(1);
  const { data, error, isPending, refetch } = useImports(pages);
  const title = t('provider.import.earlier');
  const others = data?.imports.filter(({ id }) => id !== openId) ?? [];
  return (
    <section className="pv-section" aria-label={title}>
      <h2 className="im-heading">{title}</h2>
      {error && !data ? (
        <ErrorState
          what={t('provider.import.failedLoad')}
          onRetry={() => void refetch()}
          kept={null}
        />
      ) : null}
      {isPending ? <Skeleton lines={3} /> : null}
      {data && others.length === 0 ? (
        <p className="vp-muted">{t('provider.import.earlierNone')}</p>
      ) : null}
      {others.length > 0 ? (
        <ul className="im-list">
          {others.map((row) => (
            <ImportItem key={row.id} row={row} onOpen={() => onOpen(row.id)} />
          ))}
        </ul>
      ) : null}
      {data?.more && pages < 10 ? (
        <div className="vp-actions">
          <Button onPress={() => setPages(pages + 1)}>{t('provider.import.more')}</Button>
        </div>
      ) : null}
    </section>
  );
}

/** What became of a file, as the list says it. */
function stateOf({ state, undone, counts }: Row) {
  if (undone) return 'undone' as const;
  const changesNothing = counts.added + counts.changed + counts.removed === 0;
  return state === 'CHECKED' && changesNothing ? ('nothing' as const) : state;
}

function ImportItem({ row, onOpen }: { readonly row: Row; readonly onOpen: () => void }) {
  const { t } = useTranslation('capacity');
  const undo = useUndo();
  const mayImport = useMayImport();
  const [isUndoing, setUndoing] = useState(false);
  const { counts, eventId, undone, fileName: name } = row;
  const takeBack = async (id: string) => {
    setUndoing(true);
    await undo([id]);
    setUndoing(false);
  };
  const parts = (['added', 'changed', 'removed'] as const)
    .filter((each) => counts[each] > 0)
    .map((each) => t(`provider.import.count.${each}`, { count: counts[each] }));
  return (
    <li>
      <div>
        <p>
          <button
            type="button"
            className="vp-row-open"
            onClick={onOpen}
            aria-label={t('provider.import.open', { name })}
          >
            {name}
          </button>
        </p>
        <p className="vp-muted pv-small">
          {formatMoment(row.createdAt)} · {t(`provider.import.state.${stateOf(row)}`)}
          {parts.length > 0 ? ` · ${parts.join(', ')}` : ''}
        </p>
      </div>
      {mayImport && eventId && !undone ? (
        <Button
          size="small"
          isPending={isUndoing}
          onPress={() => void takeBack(eventId)}
          label={t('provider.import.undoLabel', { name })}
        >
          {t('provider.import.undoShort')}
        </Button>
      ) : null}
    </li>
  );
}
