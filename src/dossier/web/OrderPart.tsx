import { useTranslation } from 'react-i18next';
import { formatDay, formatNumber } from '../../web/i18n/format.ts';
import { Disclosure } from '../../web/ui/index.ts';
import type { File } from '../contract.ts';
import { factWord } from '../stages.ts';
import { useNames } from './use-names.ts';

/** Which place on the list, what counted, and what would change it. */
export function OrderPart({ file }: { readonly file: File }) {
  const { t } = useTranslation('dossier');
  const { positions, facts = [] } = file;
  if (!positions) return null;
  const counted = [...new Set(facts.map(factWord))];
  return (
    <section className="ds-section">
      <h2>{t('order.title')}</h2>
      {positions.length === 0 ? <p>{t('order.none')}</p> : <Places positions={positions} />}
      {file.since ? <p>{t('order.since', { day: formatDay(file.since) })}</p> : null}
      {file.byGroup ? <p>{t('order.group')}</p> : null}
      <h3>{t('order.weighed')}</h3>
      {counted.length === 0 ? (
        <p>{t('order.weighedNone')}</p>
      ) : (
        <ul>
          {counted.map((fact) => (
            <li key={fact}>{t(`fact.${fact as 'NO_ROOF'}`)}</li>
          ))}
        </ul>
      )}
      <p>
        {t('order.how')} {file.rules ? t('order.rules', { rules: file.rules }) : null}
      </p>
      <h3>{t('order.change')}</h3>
      <p>{t('order.changeWords')}</p>
    </section>
  );
}

/** How far along the line, in hundredths. */
const shareBefore = ({ position, of }: { position: number; of: number }): number =>
  of <= 1 ? 0 : Math.round(((position - 1) / (of - 1)) * 100);

function Places({ positions }: { readonly positions: NonNullable<File['positions']> }) {
  const { t } = useTranslation('dossier');
  const nameOf = useNames();
  return (
    <>
      <ul className="ds-places">
        {positions.map((each) => (
          <li key={each.module}>
            <span>{nameOf(each.names)}</span>
            <b>
              {t('order.place', {
                position: formatNumber(each.position),
                of: formatNumber(each.of),
              })}
            </b>
            <span className="ds-line" aria-hidden="true">
              <span style={{ left: `${shareBefore(each)}%` }} />
            </span>
            {each.inBand > 0 ? <small>{t('order.inBand', { count: each.inBand })}</small> : null}
          </li>
        ))}
      </ul>
      <Disclosure title={t('order.table')}>
        <table className="ds-table">
          <thead>
            <tr>
              <th scope="col">{t('order.module')}</th>
              <th scope="col">{t('order.position')}</th>
              <th scope="col">{t('order.all')}</th>
            </tr>
          </thead>
          <tbody>
            {positions.map((each) => (
              <tr key={each.module}>
                <td>{nameOf(each.names)}</td>
                <td>{formatNumber(each.position)}</td>
                <td>{formatNumber(each.of)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Disclosure>
    </>
  );
}
