import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoment } from '../../../web/i18n/format.ts';
import { DataTable, EmptyState, LinkButton, type Sort } from '../../../web/ui/index.ts';
import type { Touched } from '../../contract.ts';
import { useLogWords } from './use-log-words.ts';

type FileRow = Touched['files'][number];

/** Which files an account had before it, each once: what a breach asks for. */
export function FilesTable({ files, whole }: Pick<Touched, 'files' | 'whole'>) {
  const { t } = useTranslation('privacy');
  const { kindOf } = useLogWords();
  const [sort, setSort] = useState<Sort | null>({ column: 'first', direction: 'ascending' });
  return (
    <>
      <p>{t('files.count', { count: files.length })}</p>
      {whole.map(({ kind, looks }) => (
        <p key={kind}>{t('files.whole', { kind: kindOf(kind, 2), count: looks })}</p>
      ))}
      {files.length === 0 ? (
        <EmptyState level={2} title={t('files.none')}>
          {t('files.noneNext')}
        </EmptyState>
      ) : (
        <DataTable<FileRow>
          caption={t('log.files')}
          rows={files}
          rowId={({ kind, id }) => `${kind} ${id}`}
          sort={sort}
          onSort={setSort}
          columns={[
            {
              id: 'file',
              header: t('column.file'),
              sortBy: ({ kind }) => kind,
              cell: ({ kind, id }) => (
                <LinkButton href={`/logboek?dossier=${id}`}>
                  {kindOf(kind, 1)} {id.slice(0, 8)}
                </LinkButton>
              ),
            },
            {
              id: 'looks',
              header: t('column.looks'),
              align: 'end',
              sortBy: ({ looks }) => looks,
              cell: ({ looks }) => looks,
            },
            {
              id: 'changes',
              header: t('column.changes'),
              align: 'end',
              sortBy: ({ changes }) => changes,
              cell: ({ changes }) => changes,
            },
            {
              id: 'lists',
              header: t('column.inLists'),
              align: 'end',
              sortBy: ({ inLists }) => inLists,
              cell: ({ inLists }) => inLists,
              isSecondary: true,
            },
            {
              id: 'first',
              header: t('column.first'),
              sortBy: ({ firstAt }) => firstAt,
              cell: ({ firstAt }) => formatMoment(firstAt),
              isSecondary: true,
            },
            {
              id: 'last',
              header: t('column.last'),
              sortBy: ({ lastAt }) => lastAt,
              cell: ({ lastAt }) => formatMoment(lastAt),
              isSecondary: true,
            },
          ]}
        />
      )}
    </>
  );
}
