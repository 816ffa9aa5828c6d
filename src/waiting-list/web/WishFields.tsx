import { useTranslation } from 'react-i18next';
import { compareNames } from '../../web/i18n/format.ts';
import { CheckboxGroup, type Choice, ComboBox } from '../../web/ui/index.ts';
import type { Wish } from '../contract.ts';
import { type OfferedUnit, useAreas, useModules, useOffer } from './use-waiting-list.ts';

const MOST = 5;
const SHOWN = 40;

/** A unit as something to choose. */
export const unitChoice = (unit: OfferedUnit): Choice => ({
  id: unit.unitId,
  label: unit.unitName,
  detail: `${unit.providerName}, ${unit.municipality}`,
});

/** Units in which the words occur, those of the region first. */
export function findUnits(
  units: readonly OfferedUnit[],
  text: string,
  region: string | null,
): Choice[] {
  const asked = text.toLocaleLowerCase();
  return units
    .filter((unit) =>
      `${unit.unitName} ${unit.providerName} ${unit.municipality}`
        .toLocaleLowerCase()
        .includes(asked),
    )
    .sort(
      (a, b) =>
        Number(b.region === region) - Number(a.region === region) ||
        compareNames(a.unitName, b.unitName),
    )
    .slice(0, SHOWN)
    .map(unitChoice);
}

export interface WishFieldsProps {
  readonly wishes: readonly Wish[];
  readonly onChange: (wishes: Wish[]) => void;
  /** The region of the child: what is offered there comes first. */
  readonly region: string | null;
  readonly error?: string | null;
}

/** The kinds of help wanted, and for each two preferred units of those who offer it. */
export function WishFields({ wishes, onChange, region, error }: WishFieldsProps) {
  const { t } = useTranslation('waiting-list');
  const { modules, moduleName } = useModules();
  const { regionName } = useAreas();
  const offer = useOffer();
  const offered = new Set(offer.flatMap((unit) => unit.modules));
  const change = (module: string, part: Partial<Wish>) =>
    onChange(wishes.map((wish) => (wish.module === module ? { ...wish, ...part } : wish)));
  const unitOf = (unitId: string | null | undefined) => {
    const unit = offer.find((each) => each.unitId === unitId);
    return unit ? unitChoice(unit) : null;
  };
  return (
    <>
      <CheckboxGroup
        label={t('entry.wishes.modules')}
        isRequired
        error={error ?? (wishes.length > MOST ? t('entry.wishes.most') : null)}
        value={wishes.map(({ module }) => module)}
        onChange={(ids) =>
          onChange(ids.map((module) => wishes.find((wish) => wish.module === module) ?? { module }))
        }
        choices={modules
          .filter(({ code }) => offered.has(code) || wishes.some(({ module }) => module === code))
          .map(({ code, name }) => ({ id: code, label: name }))}
      />
      {wishes.map((wish) => {
        const units = offer.filter((unit) => unit.modules.includes(wish.module));
        return (
          <fieldset key={wish.module} className="wl-group">
            <legend>{t('entry.wishes.preferences', { module: moduleName(wish.module) })}</legend>
            <p className="vp-muted">
              {t('entry.wishes.preferenceHelp')}{' '}
              {region ? t('entry.wishes.nearFirst', { region: regionName(region) }) : ''}
            </p>
            <div className="wl-fields">
              <ComboBox
                label={t('request.wanted.first')}
                value={unitOf(wish.firstUnitId)}
                onChange={(choice) => change(wish.module, { firstUnitId: choice?.id ?? null })}
                search={async (text) => findUnits(units, text, region)}
              />
              <ComboBox
                label={t('request.wanted.second')}
                value={unitOf(wish.secondUnitId)}
                onChange={(choice) => change(wish.module, { secondUnitId: choice?.id ?? null })}
                search={async (text) => findUnits(units, text, region)}
              />
            </div>
          </fieldset>
        );
      })}
    </>
  );
}
