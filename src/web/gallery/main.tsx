/** Every part of the shell on one page, for eyes and for axe. It is never part of the product. */
import { createRoot } from 'react-dom/client';
import { I18nProvider } from 'react-aria-components';
import '../theme/tokens.css';
import '../theme/base.css';
import { LOCALE } from '../i18n/index.ts';
import { Gallery } from './Gallery.tsx';

createRoot(document.getElementById('app') as HTMLElement).render(
  <I18nProvider locale={LOCALE}>
    <Gallery />
  </I18nProvider>,
);
