import { useTranslation } from 'react-i18next';
import { formatDay } from '../i18n/format.ts';
import { ErrorState, Skeleton } from '../ui/feedback.tsx';
import { childText, type Section } from './texts.ts';
import { useText } from './use-text.ts';
import './texts.css';

/** What all of this means for a child, to read oneself or to read out. */
export function ChildPage() {
  const { t } = useTranslation('shell');
  const { data: text, isPending, refetch } = useText('child', childText);
  if (isPending) return <Skeleton lines={8} />;
  if (!text) return <NotFetched onRetry={() => void refetch()} />;
  return (
    <article className="vp-text">
      <h1>{text.title}</h1>
      {text.intro.map((paragraph) => (
        <p className="vp-text-intro" key={paragraph}>
          {paragraph}
        </p>
      ))}
      {text.sections.map((section) => (
        <TextSection key={section.title} section={section} />
      ))}
      <p className="vp-muted">{t('text.on', { day: formatDay(text.on) })}</p>
    </article>
  );
}

function TextSection({ section }: { readonly section: Section }) {
  return (
    <section>
      <h2>{section.title}</h2>
      {section.paragraphs.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      {section.points.length > 0 ? (
        <ul>
          {section.points.map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

/** The words could not be fetched. */
export function NotFetched({ onRetry }: { readonly onRetry: () => void }) {
  const { t } = useTranslation('shell');
  return <ErrorState what={t('text.failed')} mend={t('broken.mendNetwork')} onRetry={onRetry} />;
}
