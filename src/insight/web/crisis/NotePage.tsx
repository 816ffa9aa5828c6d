import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../../web/Answered.tsx';
import { withQuery } from '../../../web/api.ts';
import { FilteredWork } from '../../../web/FilteredWork.tsx';
import { formatMoment } from '../../../web/i18n/format.ts';
import { spoken } from '../../../web/i18n/index.ts';
import { useApi, useSession } from '../../../web/shell.ts';
import { EmptyState, LinkButton } from '../../../web/ui/index.ts';
import type { CrisisRelease, Note } from '../../crisis/contract.ts';
import { quarterName } from '../../crisis/release-sections.ts';
import { useNames } from '../use-figures.ts';
import type { CrisisSearch } from './crisis-search.ts';
import { NoteForm } from './NoteForm.tsx';
import { Released } from './ReleasedFigures.tsx';
import { ReleaseFilters } from './ReleaseFilters.tsx';
import { useCrisisReleases } from './use-releases.ts';
import './words.ts';
import '../insight.css';

const route = getRouteApi('/crisis/nota');

/** The note of a crisis desk to the board of its region: figures of a quarter, and what the desk says of them (R96). */
export function NotePage() {
  const { t } = useTranslation('crisis-figures');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { role } = useSession();
  const isOfAll = role === 'AS' || role === 'AT';
  const query = useCrisisReleases({
    region: isOfAll ? search.regio : undefined,
    quarter: search.kwartaal,
  });
  const change = (part: CrisisSearch) =>
    void navigate({
      search: (before: CrisisSearch) => ({ ...before, ...part }),
      replace: true,
      resetScroll: false,
    });
  return (
    <div className="in-page">
      <h1>{t('note.title')}</h1>
      <div className="vp-actions vp-no-print">
        <LinkButton href="/crisis/cijfers">{t('toFigures')}</LinkButton>
      </div>
      <Answered query={query} failed={t('failed')} mend={t('failedMend')} lines={12}>
        {(data) =>
          data.release ? (
            <FilteredWork
              title={t('filters')}
              filters={<ReleaseFilters releases={data} change={change} isOfAll={isOfAll} />}
            >
              <OneNote release={data.release} />
            </FilteredWork>
          ) : (
            <EmptyState level={2} title={t('noRelease')}>
              {t('noReleaseNext')}
            </EmptyState>
          )
        }
      </Answered>
    </div>
  );
}

function OneNote({ release }: { readonly release: CrisisRelease }) {
  const { t } = useTranslation('crisis-figures');
  const api = useApi();
  const isDesk = useSession().role === 'CR';
  const names = useNames();
  const { region, quarter } = release;
  const query = useQuery({
    queryKey: ['insight', 'crisis-note', region, quarter],
    queryFn: ({ signal }) =>
      isDesk
        ? api.get<{ note: Note | null }>(`/api/insight/crisis/notes/${quarter}`, {}, signal)
        : api.get<{ note: Note | null }>(
            '/api/insight/crisis/sent-note',
            { region, quarter },
            signal,
          ),
  });
  return (
    <div className="in-page">
      <p className="vp-muted in-intro">
        {t('note.intro', { region: names.region(region), quarter: quarterName(quarter, spoken()) })}
      </p>
      <Answered query={query} failed={t('note.failed')} mend={t('failedMend')} lines={4}>
        {({ note }) =>
          isDesk && note?.state !== 'SENT' ? (
            <NoteForm key={quarter} quarter={quarter} note={note} />
          ) : note ? (
            <SentNote note={note} />
          ) : (
            <EmptyState level={2} title={t('note.none')}>
              {t('note.noneNext')}
            </EmptyState>
          )
        }
      </Answered>
      <Released release={release} />
    </div>
  );
}

function SentNote({ note }: { readonly note: Note }) {
  const { t } = useTranslation('crisis-figures');
  const { region, quarter } = note;
  return (
    <section className="in-section" aria-label={t('note.words')}>
      <h2>{t('note.words')}</h2>
      <p className="in-words">{note.words}</p>
      <p className="in-small">
        {t('note.sent', {
          writer: note.writtenBy ?? '–',
          sender: note.sentBy ?? '–',
          at: note.sentAt ? formatMoment(note.sentAt) : '–',
        })}
      </p>
      <div className="in-files">
        <LinkButton
          href={withQuery('/api/insight/crisis/sent-note/file', { region, quarter })}
          download
        >
          {t('note.pdf')}
        </LinkButton>
      </div>
    </section>
  );
}
