import { useTranslation } from 'react-i18next';
import { withQuery } from '../../web/api.ts';
import { formatNumber } from '../../web/i18n/format.ts';
import { LinkButton } from '../../web/ui/index.ts';
import type { OutOfUseReport } from '../contract.ts';
import './words.ts';

/** How many places of how many: the first thing that a report says. */
export function Answer({ report }: { readonly report: OutOfUseReport }) {
  const { t } = useTranslation('insight');
  const { unavailable, recognised } = report;
  if (unavailable === null || recognised === null) return null;
  return (
    <p className="in-answer">
      {t('report.answer', {
        count: unavailable,
        recognised: formatNumber(recognised),
      })}
    </p>
  );
}

interface FilesProps {
  readonly path: string;
  readonly query: Readonly<Record<string, string | undefined>>;
}

/** The report as a file, to take along. */
export function ReportFiles({ path, query }: FilesProps) {
  const { t } = useTranslation('insight');
  return (
    <div className="in-files" role="group" aria-label={t('report.files')}>
      <span>{t('report.files')}</span>
      {(['pdf', 'xlsx', 'csv'] as const).map((format) => (
        <LinkButton key={format} href={withQuery(path, { ...query, format })} download>
          {t(`report.${format}`)}
        </LinkButton>
      ))}
    </div>
  );
}
