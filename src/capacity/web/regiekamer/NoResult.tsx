import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, EmptyState } from '../../../web/ui/index.ts';
import { type LoosePart, loosenFilter } from '../../loosen-filter.ts';
import type { RegiekamerSearch } from './regiekamer-search.ts';
import type { Regiekamer } from './use-regiekamer.ts';

const CLEARED: Record<LoosePart, RegiekamerSearch> = {
  distance: { withinKm: undefined },
  module: { module: undefined },
  age: { age: undefined },
  gender: { gender: undefined },
  term: { term: undefined },
  area: { region: undefined, zone: undefined },
  minimum: { minimum: undefined },
  text: { text: undefined },
};

const lessOf = (part: LoosePart, to: number): RegiekamerSearch =>
  part === 'distance' ? { withinKm: to } : { minimum: to };

/** Nothing answers: says which one part of the question stands in the way, and lets it go. */
export function NoResult({ regiekamer }: { readonly regiekamer: Regiekamer }) {
  const { t } = useTranslation('capacity');
  const { rows, filter, change, clear } = regiekamer;
  const ways = useMemo(() => loosenFilter(rows, filter), [rows, filter]);
  if (rows.length === 0) {
    return (
      <EmptyState title={t('regiekamer.empty.title')}>{t('regiekamer.empty.next')}</EmptyState>
    );
  }
  return (
    <EmptyState
      title={t('regiekamer.none.title')}
      action={
        <div className="rk-loosen">
          {ways.map(({ part, hits, to }) => (
            <Button
              key={part}
              onPress={() => change(to === null ? CLEARED[part] : lessOf(part, to))}
            >
              {t(`regiekamer.loosen.${to === null || part === 'distance' ? part : 'fewer'}`, {
                count: hits,
                to: to ?? 0,
              })}
            </Button>
          ))}
          <Button look="quiet" onPress={clear}>
            {t('regiekamer.filter.clear')}
          </Button>
        </div>
      }
    >
      {t(ways.length > 0 ? 'regiekamer.none.loosen' : 'regiekamer.none.nothing')}
    </EmptyState>
  );
}
