import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../web/ui/index.ts';
import { SeveralBar } from '../provider-tools/SeveralBar.tsx';
import type { Shown } from './settled-order.ts';
import { useSlotWords } from './slot-words.ts';
import { UnitCard } from './UnitCard.tsx';
import { URGENCY_GROUPS, type UrgencyGroup } from './urgency.ts';
import { useConfirm } from './use-confirm.ts';
import { useModules } from '../use-modules.ts';
import { useMayChange } from './use-provider.ts';
import './words.ts';

export interface UnitGroupsProps {
  readonly matches: readonly Shown[];
  readonly now: number;
  readonly day: string;
  readonly isSearching: boolean;
}

/** The units under their headings, each to be ticked, so that one act goes for several. */
export function UnitGroups({ matches, now, day, isSearching }: UnitGroupsProps) {
  const { t } = useTranslation('capacity');
  const { t: tools } = useTranslation('provider-tools');
  const mayChange = useMayChange();
  const { nameOf: moduleName } = useModules();
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
  const groupOf = (group: UrgencyGroup) => matches.filter((each) => each.group === group);
  return (
    <>
      {mayChange && matches.length > 1 ? (
        <p className="vp-no-print">
          <Button
            look="quiet"
            size="small"
            onPress={() =>
              tick(
                matches.map(({ item }) => item.unit.unitId),
                true,
              )
            }
          >
            {tools('several.tickShown', { count: matches.length })}
          </Button>
        </p>
      ) : null}
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
      <SeveralBar
        chosen={chosen.map(({ item }) => item.unit)}
        today={day}
        onUntick={() => setTicked(new Set())}
      />
    </>
  );
}
