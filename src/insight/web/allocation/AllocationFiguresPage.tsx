import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { addDays } from '../../../platform/period.ts';
import { Answered } from '../../../web/Answered.tsx';
import { type Query, withQuery } from '../../../web/api.ts';
import { FilteredWork } from '../../../web/FilteredWork.tsx';
import { formatDay } from '../../../web/i18n/format.ts';
import { spoken } from '../../../web/i18n/index.ts';
import { useApi, useSession } from '../../../web/shell.ts';
import { EmptyState, LinkButton, Select } from '../../../web/ui/index.ts';
import { answerSections, choiceSections } from '../../allocation/answer-sections.ts';
import type {
  AnswerFigures,
  ChoiceFigures,
  FairnessFigures,
  WaitingFigures,
} from '../../allocation/contract.ts';
import { fairnessSections } from '../../allocation/fairness-sections.ts';
import { type Part, parts } from '../../allocation/parts.ts';
import type { Section, Telling } from '../../allocation/sections.ts';
import { waitingSections } from '../../allocation/waiting-sections.ts';
import { allocationWords } from '../../allocation/words.ts';
import { type Names, useNames } from '../use-figures.ts';
import {
  type AllocationSearch,
  everywhere,
  monthTexts,
  queryOf,
  usualMonths,
} from './allocation-search.ts';
import { SectionView } from './SectionView.tsx';
import './words.ts';
import '../insight.css';

const route = getRouteApi('/cijfers/toewijzing');

type Figures = Pick<WaitingFigures, 'from' | 'until' | 'region' | 'ownRegion'>;

/** What a part is made into, whatever it is. */
const sectionsOf: Record<Part, (figures: never, telling: Telling) => Section[]> = {
  waiting: (figures: WaitingFigures, telling) => waitingSections(figures, telling),
  answers: (figures: AnswerFigures, telling) => answerSections(figures, telling),
  choices: (figures: ChoiceFigures, telling) => choiceSections(figures, telling),
  fairness: (figures: FairnessFigures, telling) => fairnessSections(figures, telling),
};

/** Answers and choices name providers: whoever is of a region is told its own. */
const isOfOwn = (own: string | null, part: Part): boolean =>
  own !== null && (part === 'answers' || part === 'choices');

/** Figures of allocation, a part at a time; of a provider its own answers. */
export function AllocationFiguresPage() {
  const { t } = useTranslation('allocation-figures');
  const search = route.useSearch();
  const isProvider = useSession().role === 'PI';
  const part = isProvider ? 'answers' : (search.deel ?? 'waiting');
  const asked = queryOf(search);
  const names = useNames();
  const api = useApi();
  const query = useQuery({
    queryKey: ['insight', 'allocation', part, asked],
    queryFn: ({ signal }) =>
      api.get<Figures>(`/api/insight/allocation/${part}`, asked as Query, signal),
    placeholderData: (before, last) => (last?.queryKey[2] === part ? before : undefined),
  });
  const own = query.data?.ownRegion ?? null;
  const navigate = route.useNavigate();
  const change = (change: AllocationSearch) =>
    void navigate({
      search: (before: AllocationSearch) => ({ ...before, ...change }),
      replace: true,
      resetScroll: false,
    });
  return (
    <div className="in-page">
      <header>
        <h1>{t(isProvider ? 'page.titleOwn' : 'page.title')}</h1>
        {query.data ? (
          <p className="vp-muted in-intro">
            {t(isProvider ? 'page.introOwn' : 'page.intro', {
              from: formatDay(query.data.from),
              until: formatDay(addDays(query.data.until, -1)),
            })}
          </p>
        ) : null}
      </header>
      <FilteredWork
        title={t('filters')}
        filters={
          <Filters
            search={search}
            change={change}
            names={names}
            own={own}
            isOfOwn={isOfOwn(own, part)}
            asked={asked}
          />
        }
      >
        <div className="in-page">
          {isProvider ? null : <Views part={part} change={change} />}
          <Answered query={query} failed={t('failed')} mend={t('failedMend')} lines={14}>
            {(data) => <Told part={part} data={data} names={names} />}
          </Answered>
        </div>
      </FilteredWork>
    </div>
  );
}

interface FiltersProps {
  readonly search: AllocationSearch;
  readonly change: (part: AllocationSearch) => void;
  readonly names: Names;
  readonly own: string | null;
  /** The part is told of the own region alone. */
  readonly isOfOwn: boolean;
  readonly asked: Query;
}

function Filters({ search, change, names, own, isOfOwn, asked }: FiltersProps) {
  const { t } = useTranslation('allocation-figures');
  const { role } = useSession();
  const all = 'all';
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
      {role === 'PI' || isOfOwn ? null : (
        <Select
          label={t('region')}
          choices={[
            { id: everywhere, label: t('everywhere') },
            ...names.regions.map(({ code, name }) => ({ id: code, label: name })),
          ]}
          value={search.regio ?? own ?? everywhere}
          onChange={(id) => change({ regio: id === (own ?? everywhere) ? undefined : id })}
        />
      )}
      <Select
        label={t('module')}
        choices={[
          { id: all, label: t('allModules') },
          ...names.modules.map(({ code, name }) => ({ id: code, label: name })),
        ]}
        value={search.module ?? all}
        onChange={(id) => change({ module: id === all ? undefined : id })}
      />
      {role === 'AS' ? (
        <div className="in-files" role="group" aria-label={t('files')}>
          <span>{t('files')}</span>
          {(['pdf', 'xlsx', 'csv'] as const).map((format) => (
            <LinkButton
              key={format}
              href={withQuery('/api/insight/allocation/file', { ...asked, format })}
              download
            >
              {t(`file.${format}`)}
            </LinkButton>
          ))}
        </div>
      ) : null}
    </>
  );
}

interface ViewsProps {
  readonly part: Part;
  readonly change: (part: AllocationSearch) => void;
}

function Views({ part, change }: ViewsProps) {
  const { t } = useTranslation('allocation-figures');
  const words = allocationWords[spoken()];
  return (
    <fieldset className="in-views vp-no-print">
      <legend className="vp-hidden">{t('views')}</legend>
      {parts.map((each) => (
        <button
          key={each}
          type="button"
          className="in-view"
          aria-pressed={each === part}
          onClick={() => change({ deel: each === 'waiting' ? undefined : each })}
        >
          {words.part[each]}
        </button>
      ))}
    </fieldset>
  );
}

interface ToldProps {
  readonly part: Part;
  readonly data: Figures;
  readonly names: Names;
}

function Told({ part, data, names }: ToldProps) {
  const { t } = useTranslation('allocation-figures');
  const sections = sectionsOf[part](data as never, {
    language: spoken(),
    names: {
      regions: Object.fromEntries(names.regions.map(({ code, name }) => [code, name])),
      modules: Object.fromEntries(names.modules.map(({ code, name }) => [code, name])),
    },
  });
  const own = data.ownRegion;
  if (sections.every(({ rows }) => rows.length === 0))
    return (
      <EmptyState level={2} title={t('nothing')}>
        {t('nothingNext')}
      </EmptyState>
    );
  return (
    <>
      {own !== null && isOfOwn(own, part) ? (
        <p className="vp-muted">{t('ownRegion', { region: names.region(own) })}</p>
      ) : null}
      <div className="in-sections">
        {sections.map((section) => (
          <SectionView key={section.key} section={section} />
        ))}
      </div>
    </>
  );
}
