import type { ReactNode } from 'react';
import { useLinkPress } from '../../web/ui/link-navigation.ts';

/** A link to another page of ours, without loading everything anew. */
export function InnerLink({
  href,
  children,
}: {
  readonly href: string;
  readonly children: ReactNode;
}) {
  return (
    <a href={href} onClick={useLinkPress()}>
      {children}
    </a>
  );
}
