import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../web/Answered.tsx';
import { LanguageChoice } from '../../web/LanguageChoice.tsx';
import { useApi, useMaybeSession } from '../../web/shell.ts';
import { Button } from '../../web/ui/index.ts';
import { Wordmark } from '../../web/Wordmark.tsx';
import type { Paper, Section } from '../contract.ts';
import { paperPaths, type PaperCode } from './paper-paths.ts';
import './papers.css';
import './words.ts';

/** A paper that the program makes of itself, to read and to print. */
export function PaperPage({ code }: { readonly code: PaperCode }) {
  const { t, i18n } = useTranslation('papers');
  const api = useApi();
  const session = useMaybeSession();
  const query = useQuery({
    queryKey: ['papers', code],
    queryFn: ({ signal }) => api.get<Paper>(`/api/papers/${code}`, {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <article className="pa-page">
      {session ? null : (
        <div className="pa-head vp-no-print">
          <Wordmark />
          <LanguageChoice />
        </div>
      )}
      <h1>{t(`title.${code}`)}</h1>
      {i18n.language === 'nl' ? null : <p className="vp-muted">{t('dutch')}</p>}
      <OtherPapers code={code} isAccountable={session?.role === 'PO' || session?.role === 'AS'} />
      <Answered query={query} failed={t('failed')} mend={t('mend')} lines={14}>
        {(paper) => <PaperText paper={paper} />}
      </Answered>
    </article>
  );
}

function OtherPapers(props: { readonly code: PaperCode; readonly isAccountable: boolean }) {
  const { t } = useTranslation('papers');
  const shown = (Object.keys(paperPaths) as PaperCode[]).filter(
    (each) => each !== props.code && (paperPaths[each].isPublic || props.isAccountable),
  );
  return (
    <nav className="pa-others vp-no-print" aria-label={t('others')}>
      {shown.map((each) => (
        <a key={each} href={paperPaths[each].path}>
          {t(`title.${each}`)}
        </a>
      ))}
    </nav>
  );
}

/** The address may point at a section, which was not there yet when the page opened. */
const showAsked = (element: HTMLElement | null) => {
  const asked = decodeURIComponent(location.hash.slice(1));
  if (element && asked !== '') document.getElementById(asked)?.scrollIntoView();
};

function PaperText({ paper }: { readonly paper: Paper }) {
  const { t } = useTranslation('papers');
  return (
    <div lang="nl" ref={showAsked}>
      {paper.intro.map((paragraph) => (
        <p className="pa-intro" key={paragraph}>
          {paragraph}
        </p>
      ))}
      <p className="vp-no-print">
        <Button onPress={() => window.print()}>{t('print')}</Button>
      </p>
      <nav aria-label={t('contents')} className="vp-no-print">
        <ul className="pa-contents">
          {paper.sections.map(({ id, title }) => (
            <li key={id}>
              <a href={`#${id}`}>{title}</a>
            </li>
          ))}
        </ul>
      </nav>
      {paper.sections.map((section) => (
        <PaperSection key={section.id} section={section} />
      ))}
    </div>
  );
}

function PaperSection({ section }: { readonly section: Section }) {
  const { t } = useTranslation('papers');
  const { id, title, paragraphs, points, table, assumed } = section;
  return (
    <section id={id}>
      <h2>{title}</h2>
      {assumed ? <p className="pa-assumed">{t('assumed')}</p> : null}
      {paragraphs.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      {points.length > 0 ? (
        <ul className="pa-points">
          {points.map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ul>
      ) : null}
      {table ? <PaperTable title={title} table={table} /> : null}
    </section>
  );
}

interface PaperTableProps {
  readonly title: string;
  readonly table: NonNullable<Section['table']>;
}

/**
 * On a narrow screen each row stands by itself, each cell under the name of its column; the roles say that it is a table all
 * the same, which browsers forget of one that is shown otherwise.
 */
function PaperTable({ title, table: { head, rows } }: PaperTableProps) {
  return (
    <table className="pa-table" role="table" aria-label={title}>
      <thead role="rowgroup">
        <tr role="row">
          {head.map((name) => (
            <th key={name} role="columnheader" scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={row[0]} role="row">
            {row.map((cell, at) => (
              <td key={head[at]} role="cell" data-name={head[at]}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
