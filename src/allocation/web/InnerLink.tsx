import type { ReactNode } from 'react';
import { useLinkPress } from '../../web/ui/link-navigation.ts';

export interface InnerLinkProps {
  readonly href: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A link to another page of ours, without loading everything anew. */
export function InnerLink({ href, className, children }: InnerLinkProps) {
  return (
    <a href={href} className={className} onClick={useLinkPress()}>
      {children}
    </a>
  );
}
