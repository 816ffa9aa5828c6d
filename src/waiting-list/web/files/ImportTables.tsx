import { useTranslation } from 'react-i18next';
import type { ListImport } from '../../files/contract.ts';
import './files.css';

/** How many there are beyond those that are shown. */
function More({ count }: { readonly count: number }) {
  const { t } = useTranslation('list-files');
  return count > 0 ? <p className="wl-small">{t('more', { count })}</p> : null;
}

/** What is wrong with a file, by row and column, each with how it is mended. */
export function ProblemsTable({ file }: { readonly file: ListImport }) {
  const { t } = useTranslation('list-files');
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard */}
      <section className="wl-file-table" tabIndex={0} aria-label={t('problem')}>
        <table className="vp-table">
          <thead>
            <tr>
              <th scope="col">{t('row')}</th>
              <th scope="col">{t('column')}</th>
              <th scope="col">{t('problem')}</th>
            </tr>
          </thead>
          <tbody>
            {file.problems.map(({ row, column, code, message, mend }) => (
              <tr key={`${row} ${column} ${code} ${message}`}>
                <td>{row ?? ''}</td>
                <td>{column ?? ''}</td>
                <td>
                  {message} {mend}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <More count={file.problemCount - file.problems.length} />
    </>
  );
}

/** What a file would change, child by child, before and after. */
export function ChangesTable({ file }: { readonly file: ListImport }) {
  const { t } = useTranslation('list-files');
  const shown = (value: string | null) => value ?? t('empty');
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard */}
      <section className="wl-file-table" tabIndex={0} aria-label={t('becomes')}>
        <table className="vp-table">
          <thead>
            <tr>
              <th scope="col">{t('row')}</th>
              <th scope="col">{t('child')}</th>
              <th scope="col">{t('becomes')}</th>
            </tr>
          </thead>
          <tbody>
            {file.changes.map(({ row, fileNumber, name, isNew, waits, fields }) => (
              <tr key={row}>
                <td>{row}</td>
                <td>
                  {name} <span className="wl-small">{fileNumber}</span>
                </td>
                <td>
                  <ul className="wl-list">
                    {isNew ? <li>{t('isNew')}</li> : null}
                    {waits ? <li>{t('waits')}</li> : null}
                    {fields.map(({ column, before, after }) => (
                      <li key={column}>
                        {t('change', { column, before: shown(before), after: shown(after) })}
                      </li>
                    ))}
                  </ul>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <More count={file.counts.new + file.counts.changed - file.changes.length} />
    </>
  );
}
