import { useTranslation } from 'react-i18next';
import { BarTable, type Column, DataTable, Disclosure } from '../../../web/ui/index.ts';
import type { Findings, ProviderFreshness } from '../../findings/contract.ts';
import { countBands, FRESHNESS } from './filter-findings.ts';
import { useFindingWords } from './finding-words.ts';
import type { FindingsSearch } from './findings-search.ts';

interface FreshnessProps {
  readonly data: Findings;
  readonly search: FindingsSearch;
}

/** How many of a provider's units were confirmed within the time that its region gives. */
const freshIn = ({ days, staleAfterDays }: ProviderFreshness) =>
  days.filter((each) => each !== null && each <= staleAfterDays).length;

/** How fresh figures are: one picture for all, one's own part in it, and words by name; no ranking. */
export function Freshness({ data, search }: FreshnessProps) {
  const { t } = useTranslation('findings');
  const { isProvider } = useFindingWords(data.day);
  const shown = data.freshness.filter(({ region }) => !search.regio || region === search.regio);
  const own = shown.find(({ providerId }) => providerId === search.voorziening);
  const all = countBands(shown);
  const part = own ? countBands([own]) : null;
  const units = shown.flatMap((each) => each.days);
  const fresh = shown.reduce((sum, each) => sum + freshIn(each), 0);
  if (units.length === 0) return null;
  return (
    <section className="fi-section" aria-labelledby="fi-freshness">
      <h2 id="fi-freshness">
        {t('fresh.title', { count: fresh, all: units.length, span: spanWords(t, shown) })}
      </h2>
      {own ? (
        <p>{t('fresh.own', { provider: own.providerName, words: freshWords(t, own) })}</p>
      ) : null}
      <BarTable
        caption={t('fresh.caption')}
        labelHeader={t('fresh.band')}
        valueHeader={t('fresh.units')}
        rows={FRESHNESS.map(({ id }) => {
          const value = all.get(id) ?? 0;
          const ofOwn = part?.get(id);
          return {
            id,
            label: t(`fresh.bands.${id}`),
            value,
            words: ofOwn === undefined ? String(value) : t('fresh.partOf', { part: ofOwn, value }),
            ...(ofOwn === undefined ? {} : { part: ofOwn }),
          };
        })}
      />
      {isProvider ? null : (
        <Disclosure title={t('fresh.byProvider')}>
          <Providers providers={shown} />
        </Disclosure>
      )}
    </section>
  );
}

type T = ReturnType<typeof useTranslation<'findings'>>['t'];

/** "in de laatste 7 dagen"; where regions differ, without a number. */
function spanWords(t: T, providers: readonly ProviderFreshness[]): string {
  const [days, ...others] = new Set(providers.map((each) => each.staleAfterDays));
  return days === undefined || others.length > 0
    ? t('fresh.spans')
    : t('fresh.span', { count: days });
}

/** "8 van de 9 leefgroepen bevestigd in de laatste 7 dagen". */
function freshWords(t: T, provider: ProviderFreshness): string {
  return t('fresh.words', {
    count: provider.days.length,
    fresh: freshIn(provider),
    span: spanWords(t, [provider]),
  });
}

/** By name, so that nobody stands first or last for being late. */
function Providers({ providers }: { readonly providers: readonly ProviderFreshness[] }) {
  const { t } = useTranslation('findings');
  const columns: Column<ProviderFreshness>[] = [
    { id: 'provider', header: t('column.provider'), cell: (each) => each.providerName },
    { id: 'fresh', header: t('fresh.state'), cell: (each) => freshWords(t, each) },
  ];
  return (
    <DataTable
      caption={t('fresh.byProvider')}
      columns={columns}
      rows={providers}
      rowId={(each) => each.providerId}
      sort={null}
      onSort={() => undefined}
    />
  );
}
