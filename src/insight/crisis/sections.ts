import { outflowSections, fosterSections, partnerSections } from './after-sections.ts';
import { callSections } from './call-sections.ts';
import type { CrisisPart } from './codes.ts';
import type { CrisisFigures } from './contract.ts';
import { helpSections, whoSections } from './help-sections.ts';
import { type CrisisSection, type Speaker, speakerOf, type Telling } from './speaker.ts';

const sectionsOf: Record<CrisisPart, (speak: Speaker) => CrisisSection[]> = {
  calls: callSections,
  help: helpSections,
  who: whoSections,
  partners: partnerSections,
  after: outflowSections,
  foster: fosterSections,
};

/** The figures in words: one part, or all of them one after another. */
export function crisisSections(
  figures: CrisisFigures,
  telling: Telling,
  parts: readonly CrisisPart[],
): CrisisSection[] {
  const speak = speakerOf(figures, telling);
  return parts.flatMap((part) => sectionsOf[part](speak));
}
