import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../../web/Answered.tsx';
import { formatNumber } from '../../../web/i18n/format.ts';
import { useNow } from '../../../web/shell.ts';
import { Age, EmptyState, LinkButton } from '../../../web/ui/index.ts';
import type { Partners } from '../../contract.ts';
import { useAsked } from '../use-crisis.ts';
import { BedFields } from './BedFields.tsx';
import { type FreeUnit, useBeds, useStays } from './use-beds.ts';
import './words.ts';
import '../crisis.css';

const route = getRouteApi('/crisis/bedden');
type Partner = Partners['rows'][number];

/** Who has a bed tonight: free places nearest first, with whom to call where the provider is a partner of the desk. */
export function BedsPage() {
  const { t } = useTranslation('crisis-beds');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const stays = useStays();
  const network = useAsked<Partners>('/partners').data;
  const query = useBeds(search, { stays, region: network?.region });
  const nameOf = (module: string) => stays.find(({ code }) => code === module)?.name ?? module;
  return (
    <div className="cr-page">
      <header className="cr-head">
        <div>
          <h1>{t('title')}</h1>
          <p className="vp-muted">{t('intro')}</p>
        </div>
        {search.vraag ? (
          <LinkButton href={`/crisis?vraag=${search.vraag}`}>{t('back')}</LinkButton>
        ) : null}
      </header>
      <BedFields
        search={search}
        modules={stays}
        onChange={(change) =>
          void navigate({
            search: (before) => ({ ...before, ...change }),
            replace: true,
            resetScroll: false,
          })
        }
      />
      <Answered query={query} failed={t('failed')} mend={t('mend')} lines={8}>
        {({ units, more }) =>
          units.length === 0 ? (
            <EmptyState level={2} title={t('none')}>
              {t('noneNext')}
            </EmptyState>
          ) : (
            <>
              <p role="status">
                <b>{t(more ? 'firstFound' : 'found', { count: units.length })}</b>
              </p>
              <ul className="cr-cards cr-grid">
                {units.map((unit) => (
                  <BedCard
                    key={`${unit.unitId} ${unit.module}`}
                    unit={unit}
                    module={nameOf(unit.module)}
                    partner={network?.rows.find((each) => each.providerId === unit.providerId)}
                  />
                ))}
              </ul>
            </>
          )
        }
      </Answered>
    </div>
  );
}

interface BedCardProps {
  readonly unit: FreeUnit;
  readonly module: string;
  readonly partner: Partner | undefined;
}

function BedCard({ unit, module, partner }: BedCardProps) {
  const { t } = useTranslation('crisis-beds');
  const now = useNow();
  const phones = [partner?.phone, partner?.nightPhone].filter((phone) => phone != null);
  return (
    <li className="cr-card">
      <h2>{unit.unitName}</h2>
      <p className="cr-marks">
        <b>{t('free', { count: unit.figures.offerable })}</b>
        <span>
          {[
            unit.municipality,
            unit.distanceKm === null
              ? null
              : t('away', {
                  km: formatNumber(unit.distanceKm, { maximumFractionDigits: 0 }),
                }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </p>
      <p>{unit.providerName}</p>
      <p>
        {partner ? t('partner') : t('noPartner')}{' '}
        {phones.map((phone) => (
          <a key={phone} className="cr-inline-link" href={`tel:${phone.replaceAll(' ', '')}`}>
            {t('phone', { phone })}
          </a>
        ))}
      </p>
      <p className="cr-small">
        {[
          module,
          t('ages', { from: unit.ageMin, to: unit.ageMax }),
          t(`mix.${unit.genderMix}`),
        ].join(' · ')}
      </p>
      <p className="cr-small">
        <Age at={unit.confirmedAt} now={now} oldAfterDays={unit.staleAfterDays} />
      </p>
    </li>
  );
}
