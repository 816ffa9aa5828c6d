import { useEffect, useRef } from 'react';

/**
 * The heading of a state that the page came into by itself. It takes the focus: the button that led
 * here is gone, and who cannot see hears what became of the file.
 */
export function StateHeading({ children }: { readonly children: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <h2 ref={heading} tabIndex={-1}>
      {children}
    </h2>
  );
}
