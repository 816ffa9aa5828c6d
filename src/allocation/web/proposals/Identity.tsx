import { useTranslation } from 'react-i18next';
import type { Static } from 'typebox';
import { formatDay, formatList, formatMoment } from '../../../web/i18n/format.ts';
import { useSession } from '../../../web/shell.ts';
import type { AgreedChildren, ProposalDetail } from '../../dialogue/contract.ts';
import { useChildWords, useTerm } from '../code-words.ts';
import { InnerLink } from '../InnerLink.tsx';
import { useAsked, useModuleName } from '../use-allocation.ts';

/** From agreement on a provider knows whom it will house. */
const AGREED = ['ACCEPTED', 'START_PLANNED', 'STARTED'];

/** Who it is about, for which place, and how it stands. */
export function Identity({ detail }: { readonly detail: ProposalDetail }) {
  const { t } = useTranslation('allocation');
  const moduleName = useModuleName();
  const isProvider = useSession().role === 'PI';
  const term = useTerm()(detail.row);
  const { row } = detail;
  return (
    <header className="al-identity">
      <div>
        <h1>{formatList(row.children.map(({ pseudonym }) => pseudonym)) || row.unitName}</h1>
        <p>
          {row.unitName}
          {', '}
          {[isProvider ? null : row.providerName, row.municipality, moduleName(row.module)]
            .filter(Boolean)
            .join(', ')}
        </p>
        <Children detail={detail} />
        {isProvider && AGREED.includes(row.state) ? <Agreed proposalId={row.id} /> : null}
      </div>
      <div className="al-identity-side">
        <span className="al-state">{t(`codes.state.${row.state}`)}</span>
        {term ? (
          <span className="al-term" data-tone={term.tone}>
            {term.words}
            <span className="al-small">{term.until}</span>
          </span>
        ) : null}
        <span>{t('proposal.startOn', { day: formatDay(row.startOn) })}</span>
        {row.sentAt ? (
          <span className="vp-muted">
            {t('proposal.sentAt', { moment: formatMoment(row.sentAt) })}
          </span>
        ) : null}
      </div>
    </header>
  );
}

function Children({ detail }: { readonly detail: ProposalDetail }) {
  const { t } = useTranslation('allocation');
  const words = useChildWords();
  const { children } = detail.row;
  return (
    <ul className="al-lines">
      {children.map((child) => (
        <li key={child.pseudonym}>
          {children.length > 1 ? <b>{child.pseudonym}: </b> : null}
          {words.short(child)}
          <span className="al-small">{words.facts(child).join(' · ')}</span>
          {child.requestId ? (
            <span className="vp-no-print">
              <InnerLink href={`/wachtlijst/${child.requestId}`}>
                {t('proposal.toRequest', { name: child.pseudonym })}
              </InnerLink>
            </span>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function Agreed({ proposalId }: { readonly proposalId: string }) {
  const { t } = useTranslation('allocation');
  const { data } = useAsked<Static<typeof AgreedChildren>>(`/proposals/${proposalId}/children`);
  if (!data || data.length === 0) return null;
  return (
    <div className="al-agreed">
      <p>{t('proposal.agreed')}</p>
      <ul>
        {data.map(({ pseudonym, givenName, familyName, birthDate }) => (
          <li key={pseudonym}>
            <b>
              {givenName} {familyName}
            </b>
            {birthDate ? `, ${t('words.bornOn', { day: formatDay(birthDate) })}` : ''}
          </li>
        ))}
      </ul>
    </div>
  );
}
