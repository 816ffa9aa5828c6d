/** The product's own mark: a small open square with a doorway. A body with its own logo replaces this file. */
export function Wordmark({ isLarge = false }: { readonly isLarge?: boolean }) {
  return (
    <span className="vp-wordmark" {...(isLarge ? { 'data-large': '' } : {})}>
      <svg
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.4"
        strokeLinejoin="round"
        strokeLinecap="round"
        aria-hidden="true"
        focusable="false"
      >
        <path d="M9 21H7a4 4 0 0 1-4-4V7a4 4 0 0 1 4-4h10a4 4 0 0 1 4 4v10a4 4 0 0 1-4 4h-2v-7H9z" />
      </svg>
      <span translate="no">{PRODUCT}</span>
    </span>
  );
}

/** A name, not a word: it is the same in every language. */
const PRODUCT = 'Vrijplaats';
