import { useTranslation } from 'react-i18next';
import { BarTable } from '../../../web/ui/index.ts';
import type { PlaceList } from '../../contract.ts';
import { useFitWords } from '../fit-words.ts';
import { placeName } from './place-name.ts';

const MOST = 10;

/** How far from home the places are: the nearest ones, as bars with their figures. */
export function Distances({ places }: { readonly places: PlaceList['fits'] }) {
  const { t } = useTranslation('allocation');
  const words = useFitWords();
  const near = places
    .flatMap(({ unitId, module, soft, ...place }) =>
      soft.homeKm === null
        ? []
        : [{ id: `${unitId} ${module}`, name: placeName(place), km: soft.homeKm }],
    )
    .toSorted((a, b) => a.km - b.km);
  const [nearest] = near;
  if (nearest === undefined || near.length < 2) return null;
  return (
    <figure className="al-bars">
      <figcaption>
        <b>{t('places.nearest', { km: words.km(nearest.km), name: nearest.name })}</b>
      </figcaption>
      <BarTable
        caption={t('places.distances')}
        labelHeader={t('places.unit')}
        valueHeader={t('places.km')}
        rows={near.slice(0, MOST).map(({ id, name, km }) => ({
          id,
          label: name,
          value: km,
          words: t('places.kmWords', { km: words.km(km) }),
        }))}
      />
    </figure>
  );
}
