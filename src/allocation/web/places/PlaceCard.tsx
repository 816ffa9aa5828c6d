import { useTranslation } from 'react-i18next';
import { formatDay } from '../../../web/i18n/format.ts';
import { Button, Disclosure } from '../../../web/ui/index.ts';
import type { PlaceList } from '../../contract.ts';
import { failing, useFitWords } from '../fit-words.ts';
import { useModuleName } from '../use-allocation.ts';
import { Verdicts } from '../Verdicts.tsx';
import { placeName } from './place-name.ts';

export type ShownPlace = PlaceList['fits'][number];

export interface PlaceCardProps {
  readonly place: ShownPlace;
  readonly onPropose: (() => void) | null;
}

/** A place that fits: where it is, what speaks for it, and every criterion for who wants to see it. */
export function PlaceCard({ place, onPropose }: PlaceCardProps) {
  const { t } = useTranslation('allocation');
  return (
    <li className="al-card">
      <div className="al-candidate">
        <div className="al-candidate-words">
          <PlaceHead place={place} level={2} />
          <p>{t('places.offerable', { count: place.offerable })}</p>
        </div>
        {onPropose ? (
          <span className="vp-no-print al-candidate-act">
            <Button
              look="primary"
              label={t('places.proposeAt', { unit: placeName(place) })}
              onPress={onPropose}
            >
              {t('propose.verb')}
            </Button>
          </span>
        ) : null}
      </div>
      <Disclosure title={t('places.why', { unit: placeName(place) })}>
        {() => <Verdicts verdicts={place.verdicts} />}
      </Disclosure>
    </li>
  );
}

/** A place that nearly fits: from when by itself, or what somebody would have to decide. */
export function NearMiss({ place }: { readonly place: PlaceList['nearMisses'][number] }) {
  const { t } = useTranslation('allocation');
  const words = useFitWords();
  const asks = place.decisions.map(words.change);
  return (
    <li className="al-card" data-look="quiet">
      <PlaceHead place={place} level={3} />
      <p>
        <b>
          {[place.from ? t('places.possibleFrom', { day: formatDay(place.from) }) : null, ...asks]
            .filter(Boolean)
            .join('; ')}
        </b>
      </p>
      <Verdicts verdicts={failing(place.verdicts)} />
    </li>
  );
}

function PlaceHead({ place, level }: { readonly place: ShownPlace; readonly level: 2 | 3 }) {
  const Title = `h${level}` as const;
  const moduleName = useModuleName();
  const soft = useFitWords().soft(place.soft);
  return (
    <>
      <Title className="al-card-title">{place.name}</Title>
      <p>
        {[place.providerName, place.municipality, moduleName(place.module)]
          .filter(Boolean)
          .join(', ')}
      </p>
      {soft.length > 0 ? <p>{soft.join(' · ')}</p> : null}
    </>
  );
}
