import { useTranslation } from 'react-i18next';
import { formatDay } from '../../../web/i18n/format.ts';
import { Banner, LinkButton } from '../../../web/ui/index.ts';
import type { Board } from '../../contract.ts';
import './words.ts';

/** What happens out of hours as it holds today, since when, and whether the desk is open now. */
export function HoursBanner({ board }: { readonly board: Board }) {
  const { t } = useTranslation('foster-service');
  const { phase, phaseFrom, desk, isDeskOpen } = board;
  const now = isDeskOpen ? 'open' : 'shut';
  return (
    <Banner
      tone={isDeskOpen ? 'plain' : 'caution'}
      action={
        <LinkButton size="small" href="/pleegzorg/uren">
          {t('plan.change')}
        </LinkButton>
      }
    >
      {t(`hours.${now}`, { from: desk.from, until: desk.until })}{' '}
      {t(`hours.phase.${phase as 0 | 1 | 2}`)}{' '}
      {phaseFrom && phase > 0 ? t('hours.since', { day: formatDay(phaseFrom) }) : null}
    </Banner>
  );
}
