import { useTranslation } from 'react-i18next';
import { formatAge, formatDay, formatList } from '../../../web/i18n/format.ts';
import { useNow, useSession } from '../../../web/shell.ts';
import type { ProposalRow } from '../../dialogue/contract.ts';
import { useChildWords, useTerm } from '../code-words.ts';
import { InnerLink } from '../InnerLink.tsx';
import { useModuleName } from '../use-allocation.ts';

/** One dialogue as it stands: who, where, what is asked of whom and by when. The whole card is the link. */
export function ProposalCard({ row }: { readonly row: ProposalRow }) {
  const { t } = useTranslation('allocation');
  const isProvider = useSession().role === 'PI';
  const childWords = useChildWords();
  const moduleName = useModuleName();
  const now = useNow();
  const term = useTerm()(row);
  const stands =
    isProvider && (row.state === 'SENT' || row.state === 'IN_DIALOGUE')
      ? t(`codes.stateProvider.${row.state}`)
      : t(`codes.state.${row.state}`);
  return (
    <li className="al-card" data-tone={term?.tone}>
      <InnerLink href={`/voorstellen/${row.id}`} className="al-card-link">
        <span className="al-card-title">
          {formatList(row.children.map(({ pseudonym }) => pseudonym)) || row.unitName}
        </span>
      </InnerLink>
      <p>{row.children.map(childWords.short).join(' · ')}</p>
      <p>
        {row.unitName}
        <span className="al-small">
          {[isProvider ? null : row.providerName, row.municipality, moduleName(row.module)]
            .filter(Boolean)
            .join(', ')}
        </span>
      </p>
      <p className="al-marks">
        <span className="al-state">{stands}</span>
        {term ? (
          <span className="al-term" data-tone={term.tone} title={term.until}>
            {term.words}
          </span>
        ) : null}
        {row.unread > 0 ? (
          <span className="al-unread">{t('work.unread', { count: row.unread })}</span>
        ) : null}
        {row.urgent ? (
          <span className="al-term" data-tone="late">
            {t('work.urgent')}
          </span>
        ) : null}
        {row.grade > 1 ? <span>{t('words.grade', { grade: row.grade })}</span> : null}
      </p>
      <p className="al-small">
        {row.closedAt
          ? t('work.closedAt', { age: formatAge(row.closedAt, now) })
          : t('work.startOn', { day: formatDay(row.startOn) })}
      </p>
    </li>
  );
}
