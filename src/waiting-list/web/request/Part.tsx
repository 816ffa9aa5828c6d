import { type ReactNode, useId } from 'react';

/** A part of the page with its heading and, beside it, what can be done. */
export function Part({
  title,
  action,
  children,
}: {
  readonly title: string;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <section className="wl-part" aria-labelledby={id}>
      <header className="wl-part-head">
        <h2 id={id}>{title}</h2>
        {action ? <div className="vp-actions vp-no-print">{action}</div> : null}
      </header>
      {children}
    </section>
  );
}
