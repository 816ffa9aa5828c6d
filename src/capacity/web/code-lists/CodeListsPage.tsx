import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../../web/Answered.tsx';
import { dayOf, formatDay } from '../../../web/i18n/format.ts';
import { useApi, useNow } from '../../../web/shell.ts';
import { Button, type Column, DataTable, type Sort } from '../../../web/ui/index.ts';
import type { KeptModule } from '../../code-list-contract.ts';
import '../words.ts';
import { listKey, modulesPath } from './addresses.ts';
import { ModuleTypeDialog } from './ModuleTypeDialog.tsx';
import { ProgramLists } from './ProgramLists.tsx';
import './words.ts';
import './code-lists.css';

/** The code lists: type modules with their days, kept here, and the lists that come with the program. */
export function CodeListsPage() {
  const { t } = useTranslation('code-lists');
  const api = useApi();
  const query = useQuery({
    queryKey: listKey,
    queryFn: ({ signal }) => api.get<KeptModule[]>(modulesPath, {}, signal),
  });
  const [editing, setEditing] = useState<KeptModule | 'new' | null>(null);
  return (
    <div className="cl-page">
      <header>
        <h1>{t('title')}</h1>
        <p className="vp-muted cl-intro">{t('intro')}</p>
      </header>
      <section className="cl-section">
        <div className="cl-head">
          <h2>{t('modules.title')}</h2>
          <Button look="primary" onPress={() => setEditing('new')}>
            {t('modules.add')}
          </Button>
        </div>
        <Answered query={query} failed={t('failed')} lines={10}>
          {(modules) => <ModuleTypes modules={modules} onChange={setEditing} />}
        </Answered>
      </section>
      <section className="cl-section" aria-labelledby="cl-program">
        <h2 id="cl-program">{t('program.title')}</h2>
        <p className="vp-muted cl-intro">{t('program.intro')}</p>
        <ProgramLists />
      </section>
      {editing === null ? null : (
        <ModuleTypeDialog
          module={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
        />
      )}
    </div>
  );
}

interface ModuleTypesProps {
  readonly modules: readonly KeptModule[];
  readonly onChange: (module: KeptModule) => void;
}

function ModuleTypes({ modules, onChange }: ModuleTypesProps) {
  const { t } = useTranslation('code-lists');
  const { t: words } = useTranslation('capacity');
  const today = dayOf(useNow());
  const [sort, setSort] = useState<Sort | null>(null);
  const daysOf = ({ from, until }: KeptModule) => {
    if (until !== null && until <= today) return t('modules.ended', { day: formatDay(until) });
    if (from > today) return t('modules.begins', { day: formatDay(from) });
    return until === null ? t('modules.open') : t('modules.ends', { day: formatDay(until) });
  };
  const columns: Column<KeptModule>[] = [
    {
      id: 'name',
      header: t('modules.name'),
      cell: ({ name, code }) => (
        <>
          {name}
          <span className="vp-muted cl-small">{code}</span>
        </>
      ),
      sortBy: ({ name }) => name,
    },
    {
      id: 'kind',
      header: t('modules.kind'),
      cell: ({ residential, term }) =>
        `${t(residential ? 'modules.stay' : 'modules.noStay')}, ${words(`codes.term.${term}`)}`,
      isSecondary: true,
    },
    {
      id: 'ages',
      header: t('modules.ages'),
      cell: ({ ageMin, ageMax }) => t('modules.agesOf', { from: ageMin, until: ageMax - 1 }),
      sortBy: ({ ageMin }) => ageMin,
      isSecondary: true,
    },
    { id: 'days', header: t('modules.days'), cell: daysOf, sortBy: ({ until }) => until },
    {
      id: 'source',
      header: t('modules.source'),
      cell: ({ source }) => source,
      isSecondary: true,
    },
    {
      id: 'change',
      header: t('modules.change'),
      cell: (module) => (
        <Button
          size="small"
          label={t('modules.changeOf', { name: module.name })}
          onPress={() => onChange(module)}
        >
          {t('modules.change')}
        </Button>
      ),
    },
  ];
  return (
    <DataTable
      caption={t('modules.title')}
      columns={columns}
      rows={modules}
      rowId={({ code }) => code}
      sort={sort}
      onSort={setSort}
    />
  );
}
