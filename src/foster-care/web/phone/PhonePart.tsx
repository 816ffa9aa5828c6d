import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { InstallHint } from './InstallHint.tsx';
import { PushPart } from './PushPart.tsx';
import './words.ts';

/** The page installs as the family’s own app: it opens here, and not at the beginning. */
function useOwnManifest(): void {
  useEffect(() => {
    const link = document.querySelector<HTMLLinkElement>('link[rel=manifest]');
    const before = link?.getAttribute('href');
    link?.setAttribute('href', '/pleeggezin.webmanifest');
    return () => {
      if (link && before) link.setAttribute('href', before);
    };
  }, []);
}

/** What a phone can do more: stand on the home screen, and tell that something is there. */
export default function PhonePart({ whose }: { readonly whose: string }): ReactNode {
  const { t } = useTranslation('foster-phone');
  useOwnManifest();
  return (
    <section aria-label={t('title')} className="fc-group vp-no-print">
      <InstallHint />
      <PushPart whose={whose} />
    </section>
  );
}
