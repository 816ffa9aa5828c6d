import { useTranslation } from 'react-i18next';

/** The name of a band, as it stands in the rules; never colour alone: it is its own word. */
export function BandMark({ band, bandNo }: { readonly band: string; readonly bandNo: number }) {
  const { t } = useTranslation('waiting-list');
  return (
    <span className="wl-band" data-high={bandNo === 1 ? '' : undefined}>
      <span className="vp-hidden">{t('words.band', { band })}</span>
      <span aria-hidden="true">{band}</span>
    </span>
  );
}
