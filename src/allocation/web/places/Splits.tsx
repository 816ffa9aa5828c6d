import { useTranslation } from 'react-i18next';
import { formatList } from '../../../web/i18n/format.ts';
import type { PlaceList } from '../../contract.ts';
import { useFitWords } from '../fit-words.ts';
import { Part } from '../Part.tsx';

/** How a group that fits nowhere together could be split, nearest to each other first. */
export function Splits({ list }: { readonly list: PlaceList }) {
  const { t } = useTranslation('allocation');
  const words = useFitWords();
  if (list.splits.length === 0) return null;
  const names = new Map(list.children.map(({ requestId, pseudonym }) => [requestId, pseudonym]));
  return (
    <Part title={t('splits.title')}>
      <p>{t('splits.words')}</p>
      <ol className="al-cards">
        {list.splits.map(({ parts, kmApart, kmFromHome }) => (
          <li key={parts.map(({ unitId }) => unitId).join(' ')} className="al-card">
            <p>
              <b>{t('splits.apart', { km: words.km(kmApart), home: words.km(kmFromHome) })}</b>
            </p>
            <ul className="al-list">
              {parts.map(({ unitId, unitName, requestIds }) => (
                <li key={unitId}>
                  {t('splits.part', {
                    names: formatList(requestIds.map((id) => names.get(id) ?? id)),
                    unit: unitName,
                  })}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </Part>
  );
}
