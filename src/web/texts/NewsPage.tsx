import { formatDay } from '../i18n/format.ts';
import { Skeleton } from '../ui/feedback.tsx';
import { NotFetched } from './ChildPage.tsx';
import { newsText } from './texts.ts';
import { useText } from './use-text.ts';
import './texts.css';

/** What changed, for who uses it, the newest first. */
export function NewsPage() {
  const { data: text, isPending, refetch } = useText('news', newsText);
  if (isPending) return <Skeleton lines={8} />;
  if (!text) return <NotFetched onRetry={() => void refetch()} />;
  return (
    <article className="vp-text">
      <h1>{text.title}</h1>
      <p className="vp-text-intro">{text.intro}</p>
      {text.entries.map((entry) => (
        <section key={entry.title}>
          <h2>{entry.title}</h2>
          <p className="vp-muted">
            <time dateTime={entry.on}>{formatDay(entry.on)}</time>
          </p>
          <ul>
            {entry.points.map((point) => (
              <li key={point}>{point}</li>
            ))}
          </ul>
        </section>
      ))}
    </article>
  );
}
