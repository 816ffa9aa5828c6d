import { useTranslation } from 'react-i18next';
import { Button, LinkButton } from '../../web/ui/index.ts';
import type { File } from '../contract.ts';

/** A copy to keep: on paper, as PDF, as data. */
export function CopyPart({ file }: { readonly file: File }) {
  const { t } = useTranslation('dossier');
  const path = `/api/dossier/files/${file.childId}/copy`;
  return (
    <section className="ds-section">
      <h2>{t('copy.title')}</h2>
      {file.allows.includes('COPY') ? (
        <>
          <p>{t('copy.intro')}</p>
          <div className="ds-acts">
            <LinkButton look="primary" download href={`${path}.pdf`}>
              {t('copy.pdf')}
            </LinkButton>
            <LinkButton download href={`${path}.json`}>
              {t('copy.json')}
            </LinkButton>
            <Button onPress={() => window.print()}>{t('copy.print')}</Button>
          </div>
          <p className="vp-muted">{t('copy.logged')}</p>
        </>
      ) : (
        <>
          <p>{t('copy.notAllowed')}</p>
          {file.ground ? <p>{t(`limited.ground.${file.ground}`)}</p> : null}
        </>
      )}
    </section>
  );
}
