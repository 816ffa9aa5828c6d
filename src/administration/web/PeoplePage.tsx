import { getRouteApi } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { Answered } from '../../web/Answered.tsx';
import { useTranslation } from 'react-i18next';
import { dayOf } from '../../web/i18n/format.ts';
import { ROLES } from '../../web/session.ts';
import { useNow, useSession } from '../../web/shell.ts';
import {
  Button,
  DataTable,
  EmptyState,
  SearchField,
  Select,
  type Sort,
} from '../../web/ui/index.ts';
import type { Person } from '../contract.ts';
import { AddPersonDialog } from './AddPersonDialog.tsx';
import { isWorn, useRoleWords } from './hat-words.ts';
import { PersonPanel } from './PersonPanel.tsx';
import type { PeopleSearch } from './routes.ts';
import { useList } from './use-administration.ts';
import './words.ts';
import './administration.css';

const route = getRouteApi('/beheer/mensen');
const ALL = 'alle';

function find(people: readonly Person[], { zoek, rol }: PeopleSearch, today: string) {
  const words = (zoek ?? '').toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return people.filter((person) => {
    const hats = person.hats.filter((hat) => isWorn(hat, today));
    const text = [person.name, ...hats.map((hat) => hat.organisationName ?? '')]
      .join(' ')
      .toLocaleLowerCase();
    return (
      words.every((word) => text.includes(word)) &&
      (rol === undefined || hats.some((hat) => hat.role === rol))
    );
  });
}

/** Who may sign in, in which roles and until when. */
export function PeoplePage() {
  const { t } = useTranslation('administration');
  const { role } = useSession();
  const roleWords = useRoleWords();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const today = dayOf(useNow());
  const [sort, setSort] = useState<Sort>({ column: 'name', direction: 'ascending' });
  const [isAdding, setAdding] = useState(false);
  const query = useList<Person[]>('/api/administration/people');
  const found = useMemo(() => find(query.data ?? [], search, today), [query.data, search, today]);
  const open = query.data?.find(({ personId }) => personId === search.persoon);
  const change = (part: PeopleSearch) =>
    void navigate({
      search: (before: PeopleSearch) => ({ ...before, ...part }),
      replace: true,
      resetScroll: false,
    });
  const rolesOf = (person: Person) =>
    person.hats
      .filter((hat) => isWorn(hat, today))
      .map((hat) => roleWords(hat))
      .join('; ');
  return (
    <div className="ad-page">
      <header className="ad-head">
        <div>
          <h1>{t('people.title')}</h1>
          <p className="vp-muted">{t(role === 'AD' ? 'people.intro' : 'people.introOwn')}</p>
        </div>
        {role === 'AD' ? <Button onPress={() => setAdding(true)}>{t('people.add')}</Button> : null}
      </header>
      <div className="ad-filters vp-no-print">
        <SearchField
          label={t('people.search')}
          value={search.zoek ?? ''}
          onChange={(zoek) => change({ zoek: zoek || undefined })}
        />
        <Select
          label={t('people.role')}
          choices={[
            { id: ALL, label: t('people.allRoles') },
            ...ROLES.map((id) => ({ id, label: roleWords({ role: id }) })),
          ]}
          value={search.rol ?? ALL}
          onChange={(id) => change({ rol: id === ALL ? undefined : id })}
        />
      </div>
      <Answered query={query} failed={t('listFailed')}>
        {(data) => (
          <div className="ad-work" {...(open ? { 'data-open': '' } : {})}>
            {open ? (
              <PersonPanel
                key={open.personId}
                person={open}
                people={data}
                today={today}
                onClose={() => change({ persoon: undefined })}
              />
            ) : null}
            <div className="ad-found">
              <p role="status">{t('people.found', { count: found.length })}</p>
              <DataTable
                caption={t('people.title')}
                rows={found}
                rowId={({ personId }) => personId}
                sort={sort}
                onSort={setSort}
                openId={search.persoon ?? null}
                onOpen={({ personId }) => change({ persoon: personId })}
                columns={[
                  {
                    id: 'name',
                    header: t('people.name'),
                    cell: ({ name }) => name,
                    sortBy: ({ name }) => name,
                  },
                  { id: 'roles', header: t('people.roles'), cell: rolesOf, sortBy: rolesOf },
                  {
                    id: 'state',
                    header: t('people.state'),
                    cell: (person) => t(`people.states.${stateOf(person)}`),
                    sortBy: stateOf,
                    isSecondary: true,
                    width: '12rem',
                  },
                ]}
                empty={
                  <EmptyState title={t('people.none')} level={2}>
                    {t('people.noneNext')}
                  </EmptyState>
                }
              />
            </div>
          </div>
        )}
      </Answered>
      {isAdding ? (
        <AddPersonDialog
          onClose={() => setAdding(false)}
          onAdded={(personId) => {
            setAdding(false);
            change({ persoon: personId });
          }}
        />
      ) : null}
    </div>
  );
}

const stateOf = ({ blockedAt, signedIn }: Person) =>
  blockedAt ? 'blocked' : signedIn ? 'active' : 'new';
