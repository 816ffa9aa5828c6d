import type { ReactNode } from 'react';
import { useLinkPress } from '../../web/ui/link-navigation.ts';

export interface InnerLinkProps {
  readonly href: string;
  readonly className?: string;
  /** Its name for who cannot see what it stands beside; begins with the words that are shown. */
  readonly label?: string;
  readonly children: ReactNode;
}

/** A link to another page of ours, without loading everything anew. */
export function InnerLink({ href, className, label, children }: InnerLinkProps) {
  return (
    <a href={href} className={className} aria-label={label} onClick={useLinkPress()}>
      {children}
    </a>
  );
}
