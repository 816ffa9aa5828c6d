import { useTranslation } from 'react-i18next';
import type { RegistrarContact } from '../../registrar/contract.ts';
import { useAsked } from '../use-crisis.ts';
import './words.ts';

/** Who registered, and where one calls back; nothing where no organisation did by itself. */
export function RegistrarPart({ requestId }: { readonly requestId: string }) {
  const { t } = useTranslation('crisis-around');
  const { data } = useAsked<RegistrarContact>(`/requests/${requestId}/registrar`);
  if (!data?.contact) return null;
  const { organisation, name, phone, reference } = data.contact;
  return (
    <section className="cr-part" aria-labelledby="cr-registrar">
      <h3 id="cr-registrar">{t('contact.title')}</h3>
      <p>
        {name}, {organisation}
        <span className="cr-small">{reference ? t('mine.reference', { reference }) : ''}</span>
      </p>
      <p>
        <a href={`tel:${phone.replaceAll(/[^+\d]/g, '')}`}>{t('contact.call', { phone })}</a>
      </p>
    </section>
  );
}
