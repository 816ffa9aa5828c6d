import { useTranslation } from 'react-i18next';
import { dayOf, formatDay } from '../../web/i18n/format.ts';
import type { File } from '../contract.ts';
import { declineWord } from '../stages.ts';
import { useNames } from './use-names.ts';

type Decision = NonNullable<File['decisions']>[number];

/** What was decided about a place, by whom, and why not. */
export function DecisionsPart({ file }: { readonly file: File }) {
  const { t } = useTranslation('dossier');
  const { decisions } = file;
  if (!decisions) return null;
  return (
    <section className="ds-section">
      <h2>{t('decision.title')}</h2>
      {decisions.length === 0 ? (
        <p>{t('decision.none')}</p>
      ) : (
        <ul className="ds-cards">
          {decisions.map((each) => (
            <Decided key={each.id} decision={each} />
          ))}
        </ul>
      )}
      {decisions.length > 0 ? <p>{t('decision.by')}</p> : null}
    </section>
  );
}

function Decided({ decision }: { readonly decision: Decision }) {
  const { t } = useTranslation('dossier');
  const nameOf = useNames();
  const { state, provider, unit, startOn, decline } = decision;
  const where = { module: nameOf(decision.module), provider: provider ?? '', unit: unit ?? '' };
  const isShown = provider !== null;
  const isFound = state !== 'NOT_STARTED' && state !== 'CLIENT_DECLINED';
  return (
    <li className="ds-card">
      <small>{formatDay(dayOf(decision.at))}</small>
      {state === 'CLIENT_DECLINED' ? <p>{t('decision.clientNot', where)}</p> : null}
      {state === 'NOT_STARTED' ? (
        <p>
          {t(isShown ? 'decision.notAt' : 'decision.not', where)}{' '}
          {t('decision.reason', { reason: t(`decision.decline.${declineWord(decline)}`) })}
        </p>
      ) : null}
      {isFound ? (
        <p>
          {t(isShown ? 'decision.foundAt' : 'decision.found', where)}{' '}
          {startOn ? t('decision.start', { day: formatDay(startOn) }) : null}
        </p>
      ) : null}
      {isShown ? null : <p>{t('decision.placeHidden')}</p>}
    </li>
  );
}
