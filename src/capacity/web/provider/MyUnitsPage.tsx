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
import { ReadOnlyBanner } from './ReadOnlyBanner.tsx';
import { inKeptOrder, isOutOfOrder, type Order, orderOf, type Shown } from './settled-order.ts';
import { useSlotWords } from './slot-words.ts';
import { UnitCard } from './UnitCard.tsx';
import { inOrderOfUrgency, URGENCY_GROUPS, type UrgencyGroup, unitsOf } from './urgency.ts';
import { useConfirm } from './use-confirm.ts';
import { useMayChange, useModuleName, useMyUnits } from './use-provider.ts';
import './provider.css';

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
            <Groups matches={matches} now={now} day={day} isSearching={wanted !== ''} />
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

interface GroupsProps {
  readonly matches: readonly Shown[];
  readonly now: number;
  readonly day: string;
  readonly isSearching: boolean;
}

function Groups({ matches, now, day, isSearching }: GroupsProps) {
  const { t } = useTranslation('capacity');
  const mayChange = useMayChange();
  const moduleName = useModuleName();
  const words = useSlotWords(day);
  const confirm = useConfirm();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const tick = (ids: readonly string[], on: boolean) => {
    const next = new Set(ticked);
    for (const id of ids) {
      if (on) next.add(id);
      else next.delete(id);
    }
    setTicked(next);
  };
  const chosen = matches.filter(({ item }) => ticked.has(item.unit.unitId));
  const confirmChosen = () => {
    setTicked(new Set());
    void confirm(chosen.map(({ item }) => item.unit));
  };
  const groupOf = (group: UrgencyGroup) => matches.filter((each) => each.group === group);
  return (
    <>
      {URGENCY_GROUPS.map((group) => {
        const cards = groupOf(group);
        const stillHere = cards.filter(({ item }) => item.group === group).length;
        const ids = cards.map(({ item }) => item.unit.unitId);
        if (cards.length === 0 && (group !== 'today' || isSearching)) return null;
        return (
          <section key={group} className="pv-group" aria-labelledby={`groep-${group}`}>
            <div className="pv-group-head">
              <h2 id={`groep-${group}`}>
                {t(`provider.list.group.${group}`)}{' '}
                <span className="vp-muted">{stillHere > 0 ? stillHere : ''}</span>
              </h2>
              {mayChange && cards.length > 1 ? (
                <Button
                  look="quiet"
                  size="small"
                  onPress={() => tick(ids, true)}
                  label={`${t('provider.list.tickAll')}: ${t(`provider.list.group.${group}`)}`}
                >
                  {t('provider.list.tickAll')}
                </Button>
              ) : null}
            </div>
            {cards.length === 0 ? (
              <p className="vp-muted">{t('provider.list.groupNone.today')}</p>
            ) : (
              <ul className="pv-cards">
                {cards.map(({ item }) => (
                  <li key={item.unit.unitId}>
                    <UnitCard
                      item={item}
                      now={now}
                      moduleName={moduleName}
                      dayWords={words.day}
                      mayChange={mayChange}
                      isTicked={ticked.has(item.unit.unitId)}
                      onTick={(on) => tick([item.unit.unitId], on)}
                      onConfirm={() => void confirm([item.unit])}
                      isSettled={item.group !== group && group === 'today'}
                    />
                  </li>
                ))}
              </ul>
            )}
          </section>
        );
      })}
      {chosen.length > 0 ? (
        <div className="pv-ticked vp-no-print" role="status">
          <span>{t('provider.list.ticked', { count: chosen.length })}</span>
          <Button look="primary" onPress={confirmChosen}>
            {t('provider.list.confirmTicked')}
          </Button>
          <Button look="quiet" onPress={() => setTicked(new Set())}>
            {t('provider.list.untick')}
          </Button>
        </div>
      ) : null}
    </>
  );
}
