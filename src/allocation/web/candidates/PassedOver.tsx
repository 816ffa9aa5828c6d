import { useTranslation } from 'react-i18next';
import { formatList, formatNumber } from '../../../web/i18n/format.ts';
import { BarTable, Disclosure } from '../../../web/ui/index.ts';
import type { CandidateList } from '../../contract.ts';
import { criteria } from '../../verdict.ts';
import { failing, useFitWords } from '../fit-words.ts';
import { Part } from '../Part.tsx';
import { Verdicts } from '../Verdicts.tsx';

export interface ExcludedBarsProps {
  readonly by: CandidateList['excludedBy'];
  readonly caption: string;
}

/** How often each criterion said no, most often first; one can be counted under more than one. */
export function ExcludedBars({ by, caption }: ExcludedBarsProps) {
  const { t } = useTranslation('allocation');
  const words = useFitWords();
  const rows = criteria
    .map((id) => ({ id, value: by[id] ?? 0 }))
    .filter(({ value }) => value > 0)
    .toSorted((a, b) => b.value - a.value);
  return (
    <div className="al-bars">
      <BarTable
        caption={caption}
        labelHeader={t('passed.criterion')}
        valueHeader={t('passed.count')}
        rows={rows.map(({ id, value }) => ({
          id,
          label: words.criterion(id),
          value,
          words: formatNumber(value),
        }))}
      />
    </div>
  );
}

/** Who was passed over: counted by criterion, and the first of them with what keeps them from this place. */
export function PassedOver({ list }: { readonly list: CandidateList }) {
  const { t } = useTranslation('allocation');
  return (
    <Part title={t('passed.title', { count: list.excludedCount })}>
      <ExcludedBars by={list.excludedBy} caption={t('passed.caption')} />
      <p className="al-small">{t('passed.note')}</p>
      <Disclosure title={t('passed.first', { count: list.excluded.length })}>
        {() => (
          <ul className="al-lines">
            {list.excluded.map(({ children, verdicts }) => (
              <li key={children.map(({ requestId }) => requestId).join(' ')}>
                <b>{formatList(children.map(({ pseudonym }) => pseudonym))}</b>
                <Verdicts verdicts={failing(verdicts)} />
              </li>
            ))}
          </ul>
        )}
      </Disclosure>
    </Part>
  );
}
