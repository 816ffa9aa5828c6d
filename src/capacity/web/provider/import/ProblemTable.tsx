import { useTranslation } from 'react-i18next';
import { type Column, DataTable } from '../../../../web/ui/index.ts';
import type { ImportState } from '../../../contract.ts';
import '../words.ts';

type Problem = ImportState['problems'][number];
type Numbered = Problem & { readonly n: number };

export interface ProblemTableProps {
  readonly caption: string;
  readonly problems: readonly Problem[];
  readonly fileName: string;
}

/** Where it goes wrong in the file, what stands there, and how to mend it. */
export function ProblemTable({ caption, problems, fileName }: ProblemTableProps) {
  const { t } = useTranslation('capacity');
  const whereOf = ({ sheet, row, file }: Problem): string => {
    const spot =
      row === null
        ? sheet === null
          ? t('provider.import.where.file')
          : t('provider.import.where.sheet', { sheet })
        : sheet === null
          ? t('provider.import.where.row', { row })
          : t('provider.import.where.sheetRow', { sheet, row });
    return file === null || file === fileName ? spot : `${file}, ${spot}`;
  };
  const columns: Column<Numbered>[] = [
    {
      id: 'where',
      header: t('provider.import.col.where'),
      width: '22%',
      cell: (problem) => (
        <>
          {whereOf(problem)}
          {problem.column ? (
            <span className="im-phone vp-muted">
              {t('provider.import.columnIs', { column: problem.column })}
            </span>
          ) : null}
        </>
      ),
    },
    {
      id: 'column',
      header: t('provider.import.col.column'),
      width: '14%',
      isSecondary: true,
      cell: ({ column }) => column,
    },
    {
      id: 'found',
      header: t('provider.import.col.found'),
      width: '18%',
      isSecondary: true,
      cell: ({ found }) => (found === null ? null : <code className="im-found">{found}</code>),
    },
    {
      id: 'what',
      header: t('provider.import.col.what'),
      cell: ({ message, mend, found }) => (
        <>
          {message} {mend}
          {found === null ? null : (
            <span className="im-phone vp-muted">{t('provider.import.foundIs', { found })}</span>
          )}
        </>
      ),
    },
  ];
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={problems.map((problem, n) => ({ ...problem, n }))}
      rowId={({ n }) => String(n)}
      sort={null}
      onSort={() => {}}
    />
  );
}
