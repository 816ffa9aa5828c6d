import { type ReactNode, useId } from 'react';
import { Disclosure } from './ui/index.ts';
import { useNarrow } from './use-narrow.ts';

export interface FilteredWorkProps {
  /** What the filters choose, as their heading. */
  readonly title: string;
  readonly filters: ReactNode;
  readonly children: ReactNode;
}

/** Filters beside what they choose; above it and folded on a narrow screen. */
export function FilteredWork({ title, filters, children }: FilteredWorkProps) {
  const isNarrow = useNarrow();
  const id = useId();
  return (
    <div className="vp-work">
      <section className="vp-filters vp-no-print" aria-labelledby={id}>
        <h2 className="vp-hidden" id={id}>
          {title}
        </h2>
        {isNarrow ? (
          <Disclosure title={title}>
            <div className="vp-filters">{filters}</div>
          </Disclosure>
        ) : (
          filters
        )}
      </section>
      {children}
    </div>
  );
}
