/** Every part of the shell on one page, for eyes and for axe. It is never part of the product. */
import { createRoot } from 'react-dom/client';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import '../theme/tokens.css';
import '../theme/base.css';
import { locale } from '../i18n/format.ts';
import { Gallery } from './Gallery.tsx';

createRoot(document.getElementById('app') as HTMLElement).render(
  <I18nProvider locale={locale()}>
    <Gallery />
  </I18nProvider>,
);
