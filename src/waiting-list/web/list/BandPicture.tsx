import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../../web/i18n/format.ts';
import { BarTable } from '../../../web/ui/index.ts';
import type { WaitingList } from '../../contract.ts';
import { useWords } from '../code-words.ts';
import type { ListSearch } from './list-search.ts';

export interface BandPictureProps {
  readonly data: WaitingList;
  readonly search: ListSearch;
  readonly change: (part: ListSearch) => void;
}

/** How many wait in each band and how long: bars that are their own table. A band is chosen by its name. */
export function BandPicture({ data, search, change }: BandPictureProps) {
  const { t } = useTranslation('waiting-list');
  const words = useWords();
  const [first] = data.bands;
  const days = (count: number | null) => (count === null ? '' : words.waiting(count));
  return (
    <section className="wl-picture vp-keep">
      <h2>
        {first
          ? t('list.bands.title', {
              count: first.count,
              band: first.band,
              median: days(first.medianDays),
            })
          : t('list.bands.none')}
      </h2>
      {first ? (
        <BarTable
          caption={t('list.bands.caption')}
          labelHeader={t('list.bands.band')}
          valueHeader={t('list.bands.count')}
          detailHeader={t('list.bands.waiting')}
          rows={data.bands.map(({ band, count, medianDays, p75Days }) => {
            const isChosen = search.trap?.includes(band) ?? false;
            return {
              id: band,
              value: count,
              words: formatNumber(count),
              detail: t('list.bands.detail', { median: days(medianDays), p75: days(p75Days) }),
              label: (
                <button
                  type="button"
                  className="wl-link"
                  aria-pressed={isChosen}
                  aria-label={t('list.bands.choose', { band })}
                  onClick={() => change({ trap: isChosen ? undefined : [band] })}
                >
                  {t('words.band', { band })}
                </button>
              ),
            };
          })}
        />
      ) : null}
    </section>
  );
}
