import { Banner } from '../../../web/ui/index.ts';

/** What the server would not take of what was said on the phone, and why. */
export const Refused = ({ words }: { readonly words: string | null }) =>
  words ? (
    <Banner tone="caution" isAnnounced>
      {words}
    </Banner>
  ) : null;
