import type { FunctionComponent } from 'react';

const parts = new Map<string, FunctionComponent>();

/** Puts a slice's part in the head of every page, beside who is signed in; said in `router.tsx`. */
export function addHeadPart(name: string, part: FunctionComponent): void {
  parts.set(name, part);
}

/** The parts with their names, in the order in which they were added. */
export const headParts = (): readonly (readonly [string, FunctionComponent])[] => [...parts];
