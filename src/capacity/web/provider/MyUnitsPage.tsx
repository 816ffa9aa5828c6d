import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf } from '../../../web/i18n/format.ts';
import { useNow, useSession } from '../../../web/shell.ts';
import {
  Button,
  Disclosure,
  EmptyState,
  ErrorState,
  LinkButton,
  SearchField,
  Skeleton,
} from '../../../web/ui/index.ts';
import { Legend } from '../Legend.tsx';
import { RegionViewLink } from '../provider-tools/RegionViewLink.tsx';
import { ReadOnlyBanner } from './ReadOnlyBanner.tsx';
import { inKeptOrder, isOutOfOrder, type Order, orderOf, type Shown } from './settled-order.ts';
import { UnitGroups } from './UnitGroups.tsx';
import { inOrderOfUrgency, unitsOf } from './urgency.ts';
import { useMyUnits } from './use-provider.ts';
import './provider.css';
import './words.ts';

const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLocaleLowerCase('nl');

/** My units, most urgent first, each confirmed in one tap. */
export function MyUnitsPage() {
  const { t } = useTranslation('capacity');
  const mine = useMyUnits();
  const now = useNow();
  const [text, setText] = useState('');
  const [kept, setKept] = useState<Order | null>(null);
  const { rows, duties, day } = mine;
  const items = useMemo(
    () => inOrderOfUrgency(unitsOf(rows, duties?.units ?? []), { today: day, now, dayOf }),
    [rows, duties, day, now],
  );
  // The order of the first look holds until it is asked anew: a card must not move under a finger.
  if (kept === null && !mine.isLoading && !mine.error) setKept(orderOf(items));
  if (mine.error) {
    return (
      <div className="pv-page">
        <h1>{t('provider.list.title')}</h1>
        <ErrorState
          what={t('provider.list.failed')}
          mend={t('provider.list.failedMend')}
          onRetry={mine.retry}
          kept={null}
        />
      </div>
    );
  }
  if (mine.isLoading || kept === null) return <Skeleton lines={8} />;
  const shown = inKeptOrder(kept, items);
  const wanted = plain(text.trim());
  const matches = shown.filter(({ item: { unit } }) =>
    plain(`${unit.name} ${unit.siteName} ${unit.municipality}`).includes(wanted),
  );
  return (
    <div className="pv-page">
      <Head
        shown={shown}
        onReorder={isOutOfOrder(kept, items) ? () => setKept(orderOf(items)) : null}
      />
      <ReadOnlyBanner />
      {shown.length === 0 ? (
        <EmptyState title={t('provider.list.empty')}>{t('provider.list.emptyNext')}</EmptyState>
      ) : (
        <>
          <div className="pv-tools">
            <SearchField label={t('provider.list.search')} value={text} onChange={setText} />
          </div>
          {matches.length === 0 ? (
            <EmptyState
              title={t('provider.list.noMatch', { text })}
              action={<Button onPress={() => setText('')}>{t('provider.list.clear')}</Button>}
            />
          ) : (
            <UnitGroups matches={matches} now={now} day={day} isSearching={wanted !== ''} />
          )}
          <Disclosure title={t('provider.list.legend')}>
            <Legend isExplained />
          </Disclosure>
        </>
      )}
    </div>
  );
}

interface HeadProps {
  readonly shown: readonly Shown[];
  /** Orders the cards anew; `null` while they stand in order. */
  readonly onReorder: (() => void) | null;
}

function Head({ shown, onReorder }: HeadProps) {
  const { t } = useTranslation('capacity');
  const session = useSession();
  const toCheck = shown.filter(({ item }) => item.group === 'today').length;
  return (
    <header className="pv-head">
      <div>
        <h1>{t('provider.list.title')}</h1>
        <p className="vp-muted">
          {session.organisation ? `${session.organisation.name} · ` : ''}
          {t('provider.list.summary', { count: shown.length })},{' '}
          {t('provider.list.toCheck', { count: toCheck })}
        </p>
      </div>
      <div className="vp-actions">
        <RegionViewLink />
        <LinkButton href="/mijn-leefgroepen/invoer">{t('provider.list.import')}</LinkButton>
        {onReorder ? (
          <Button look="quiet" onPress={onReorder}>
            {t('provider.list.reorder')}
          </Button>
        ) : null}
      </div>
    </header>
  );
}
