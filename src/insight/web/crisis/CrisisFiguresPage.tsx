import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { addDays } from '../../../platform/period.ts';
import { Answered } from '../../../web/Answered.tsx';
import { type Query, withQuery } from '../../../web/api.ts';
import { FilteredWork } from '../../../web/FilteredWork.tsx';
import { dayOf, formatDay, formatMoment, formatMonth } from '../../../web/i18n/format.ts';
import { spoken } from '../../../web/i18n/index.ts';
import { useApi, useNow, useSession } from '../../../web/shell.ts';
import { EmptyState, LinkButton, Select } from '../../../web/ui/index.ts';
import { crisisParts } from '../../crisis/codes.ts';
import type { CrisisFigures } from '../../crisis/contract.ts';
import { crisisSections } from '../../crisis/sections.ts';
import { crisisWords } from '../../crisis/words.ts';
import { type Names, useNames } from '../use-figures.ts';
import {
  type CrisisSearch,
  monthsUntil,
  monthTexts,
  queryOf,
  usualMonths,
} from './crisis-search.ts';
import { CrisisSectionView } from './CrisisSectionView.tsx';
import { ReleasedFigures } from './ReleasedFigures.tsx';
import './words.ts';
import '../insight.css';

const route = getRouteApi('/crisis/cijfers');

/** Figures of crisis: live counts for who steers, what is released for analysts and boards (R95). */
export function CrisisFiguresPage() {
  const { role } = useSession();
  return role === 'AN' || role === 'RB' ? <ReleasedFigures /> : <Live />;
}

function Live() {
  const { t } = useTranslation('crisis-figures');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const asked = queryOf(search);
  const names = useNames();
  const api = useApi();
  const query = useQuery({
    queryKey: ['insight', 'crisis', asked],
    queryFn: ({ signal }) =>
      api.get<CrisisFigures>('/api/insight/crisis/figures', asked as Query, signal),
    placeholderData: (before) => before,
  });
  const change = (part: CrisisSearch) =>
    void navigate({
      search: (before: CrisisSearch) => ({ ...before, ...part }),
      replace: true,
      resetScroll: false,
    });
  return (
    <div className="in-page">
      <header>
        <h1>{t('title')}</h1>
        {query.data ? (
          <p className="vp-muted in-intro">
            {query.data.countedAt === null
              ? t('never')
              : t('intro', {
                  from: formatDay(query.data.from),
                  until: formatDay(addDays(query.data.until, -1)),
                  counted: formatMoment(query.data.countedAt),
                })}
          </p>
        ) : null}
      </header>
      <div className="vp-actions vp-no-print">
        <LinkButton href="/crisis/nota">{t('toNote')}</LinkButton>
      </div>
      <FilteredWork
        title={t('filters')}
        filters={<Filters search={search} change={change} names={names} asked={asked} />}
      >
        <div className="in-page">
          <Views part={search.deel ?? 'calls'} change={change} />
          <Answered query={query} failed={t('failed')} mend={t('failedMend')} lines={14}>
            {(data) => <Told search={search} data={data} names={names} />}
          </Answered>
        </div>
      </FilteredWork>
    </div>
  );
}

interface FiltersProps {
  readonly search: CrisisSearch;
  readonly change: (part: CrisisSearch) => void;
  readonly names: Names;
  readonly asked: Query;
}

function Filters({ search, change, names, asked }: FiltersProps) {
  const { t } = useTranslation('crisis-figures');
  const { role } = useSession();
  const all = 'all';
  const [running = '', ...whole] = monthsUntil(dayOf(useNow()));
  return (
    <>
      <Select
        label={t('months')}
        choices={monthTexts.map((id) => ({ id, label: t('lastMonths', { count: Number(id) }) }))}
        value={search.maanden ?? usualMonths}
        onChange={(id) =>
          change({ maanden: monthTexts.find((each) => each === id && id !== usualMonths) })
        }
      />
      <Select
        label={t('last')}
        choices={[
          { id: all, label: t('lastWhole') },
          { id: running, label: t('running', { month: formatMonth(`${running}-01`) }) },
          ...whole.map((id) => ({ id, label: formatMonth(`${id}-01`) })),
        ]}
        value={search.tot ?? all}
        onChange={(id) => change({ tot: id === all ? undefined : id })}
      />
      {role === 'CR' ? null : (
        <Select
          label={t('region')}
          choices={[
            { id: all, label: t('everywhere') },
            ...names.regions.map(({ code, name }) => ({ id: code, label: name })),
          ]}
          value={search.regio ?? all}
          onChange={(id) => change({ regio: id === all ? undefined : id })}
        />
      )}
      {role === 'AT' ? null : (
        <div className="in-files" role="group" aria-label={t('files')}>
          <span>{t('files')}</span>
          {(['pdf', 'xlsx', 'csv'] as const).map((format) => (
            <LinkButton
              key={format}
              href={withQuery('/api/insight/crisis/figures/file', { ...asked, format })}
              download
            >
              {t(`file.${format}`)}
            </LinkButton>
          ))}
        </div>
      )}
    </>
  );
}

interface ViewsProps {
  readonly part: NonNullable<CrisisSearch['deel']>;
  readonly change: (part: CrisisSearch) => void;
}

function Views({ part, change }: ViewsProps) {
  const { t } = useTranslation('crisis-figures');
  const words = crisisWords[spoken()];
  return (
    <fieldset className="in-views vp-no-print">
      <legend className="vp-hidden">{t('views')}</legend>
      {crisisParts.map((each) => (
        <button
          key={each}
          type="button"
          className="in-view"
          aria-pressed={each === part}
          onClick={() => change({ deel: each === 'calls' ? undefined : each })}
        >
          {words.part[each]}
        </button>
      ))}
    </fieldset>
  );
}

interface ToldProps {
  readonly search: CrisisSearch;
  readonly data: CrisisFigures;
  readonly names: Names;
}

function Told({ search, data, names }: ToldProps) {
  const { t } = useTranslation('crisis-figures');
  const regions = Object.fromEntries(names.regions.map(({ code, name }) => [code, name]));
  if (data.rows.every(({ now }) => now === null))
    return (
      <EmptyState level={2} title={t('nothing')}>
        {t('nothingNext')}
      </EmptyState>
    );
  const telling = { language: spoken(), regions };
  return (
    <div className="in-sections">
      {crisisSections(data, telling, [search.deel ?? 'calls']).map((section) => (
        <CrisisSectionView key={section.key} section={section} />
      ))}
    </div>
  );
}
