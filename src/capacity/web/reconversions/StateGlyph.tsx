import type { ReconversionState } from '../../reconversion/steps.ts';

/** How far along, as a shape: four steps of which some are filled; a cross where it stopped. */
export function StateGlyph({ state }: { readonly state: ReconversionState }) {
  const reached = ['PLANNED', 'APPROVED', 'EFFECTIVE', 'REGISTERED'].indexOf(state) + 1;
  return (
    <svg className="ro-glyph" viewBox="0 0 34 10" aria-hidden="true" data-state={state}>
      {[0, 1, 2, 3].map((step) => (
        <rect
          key={step}
          x={1 + step * 8.5}
          y={1.5}
          width={6.5}
          height={7}
          rx={1}
          {...(step < reached ? { 'data-reached': '' } : {})}
        />
      ))}
      {state === 'CANCELLED' ? <path d="M1 5H33" /> : null}
    </svg>
  );
}
