import type { ReactNode } from 'react';

/** One part of the panel with its heading. */
export function Section({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <section className="rk-section">
      <h3>{title}</h3>
      {children}
    </section>
  );
}
