import { useTranslation } from 'react-i18next';
import { formatList, formatNumber } from '../../../web/i18n/format.ts';
import { Part } from '../Part.tsx';
import type { Desk } from './use-round.ts';

/** What the changes come to, beside the suggestion as it was: numbers at once, names below them. */
export function Figures({ desk }: { readonly desk: Desk }) {
  const { t } = useTranslation('rounds');
  const { now, suggested } = desk;
  const names = (ids: readonly string[]) =>
    ids.length === 0
      ? t('figure.nobody')
      : formatList([...new Set(ids)].map((id) => desk.nameOf(desk.partyOf.get(id)!)));
  const rows = [
    ['children', formatNumber(now.children), formatNumber(suggested.children)],
    ['lose', names(now.lose), null],
    ['gain', names(now.gain), null],
    ['move', names(now.move), null],
    [
      'km',
      t('figure.kmValue', { km: formatNumber(now.km) }),
      t('figure.kmValue', { km: formatNumber(suggested.km) }),
    ],
    ['together', formatNumber(now.together), formatNumber(suggested.together)],
    ['separated', formatNumber(now.separated), formatNumber(suggested.separated)],
    ['departures', formatNumber(now.departures.length), formatNumber(0)],
  ] as const;
  return (
    <Part title={t('figure.title')}>
      <table className="rd-figures">
        <caption className="vp-hidden">{t('figure.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('figure.what')}</th>
            <th scope="col">{t('figure.now')}</th>
            <th scope="col">{t('figure.suggested')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([id, value, before]) => (
            <tr key={id} data-changed={before !== null && value !== before}>
              <th scope="row">{t(`figure.${id}`)}</th>
              <td>{value}</td>
              <td>{before}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  );
}
