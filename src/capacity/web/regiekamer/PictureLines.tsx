import { useTranslation } from 'react-i18next';
import { formatClock, formatWeekday } from '../../../web/i18n/format.ts';
import { Banner, Button, RadioGroup } from '../../../web/ui/index.ts';
import type { PhotoNow } from './use-photo.ts';
import type { Regiekamer } from './use-regiekamer.ts';

/** Says which picture this is when it is not the present one, with whose knowledge, and leads back. */
export function PictureBand({ regiekamer }: { readonly regiekamer: Regiekamer }) {
  const { t } = useTranslation('capacity');
  const { picture, asOf, today, search, change } = regiekamer;
  if (picture === 'now') return null;
  return (
    <Banner
      tone="caution"
      isAnnounced
      action={
        <Button onPress={() => change({ at: undefined, known: undefined })}>
          {t('regiekamer.time.back')}
        </Button>
      }
    >
      <p>{t(`regiekamer.picture.${picture}`, { day: formatWeekday(asOf.at ?? today) })}</p>
      {picture === 'ahead' ? null : (
        <div className="rk-in-line rk-known vp-no-print">
          <RadioGroup
            label={t('regiekamer.time.known')}
            value={search.known ?? 'now'}
            onChange={(id) => change({ known: id === 'then' ? 'then' : undefined })}
            choices={[
              { id: 'now', label: t('regiekamer.time.knownNow') },
              { id: 'then', label: t('regiekamer.time.knownThen') },
            ]}
          />
        </div>
      )}
    </Banner>
  );
}

/** Whether changes come in by themselves, and if not, of when the figures are. */
export function LiveLine({ photo }: { readonly photo: PhotoNow }) {
  const { t } = useTranslation('capacity');
  const { query, state, rightAt } = photo;
  const isBroken = state === 'broken' || query.isRefetchError;
  const words = isBroken
    ? t('regiekamer.live.broken', { time: formatClock(rightAt) })
    : t(`regiekamer.live.${state === 'live' ? 'live' : 'connecting'}`);
  return (
    <p className="rk-live" data-state={isBroken ? 'broken' : state}>
      <span className="rk-live-mark" aria-hidden="true" />
      {words}
      {isBroken ? (
        <Button size="small" onPress={() => void query.refetch()} isPending={query.isFetching}>
          {t('regiekamer.live.retry')}
        </Button>
      ) : null}
    </p>
  );
}
