import { useTranslation } from 'react-i18next';
import { formatDay } from '../../web/i18n/format.ts';
import { EmptyState, Icon } from '../../web/ui/index.ts';
import type { File } from '../contract.ts';

type Part = File['parts'][number];

/** Letters and reports; what is withheld stands there as withheld, with the reason and whom to ask. */
export function PartsPart({ file }: { readonly file: File }) {
  const { t } = useTranslation('dossier');
  const { parts } = file;
  if (!file.allows.includes('PARTS'))
    return (
      <section className="ds-section">
        <h2>{t('parts.title')}</h2>
        <p>{t('parts.notAllowed')}</p>
        {file.ground ? <p>{t(`limited.ground.${file.ground}`)}</p> : null}
      </section>
    );
  if (parts.length === 0)
    return (
      <EmptyState level={2} title={t('parts.none')}>
        {t('parts.noneNext')}
      </EmptyState>
    );
  return (
    <section className="ds-section">
      <h2>{t('parts.title')}</h2>
      <ul className="ds-cards">
        {parts.map((part) => (
          <PartCard key={part.id} part={part} kind={file.kind} />
        ))}
      </ul>
    </section>
  );
}

function PartCard({ part, kind }: { readonly part: Part; readonly kind: File['kind'] }) {
  const { t } = useTranslation('dossier');
  const from = t('parts.from', {
    kind: t(`parts.kind.${part.kind}`),
    day: formatDay(part.drawnUpOn),
  });
  if (part.words === null || part.title === null)
    return (
      <li className="ds-card" data-withheld>
        <small>{from}</small>
        <h3>
          <Icon name="info" /> {t('parts.withheld')}
        </h3>
        <p>
          {part.class === 'NORMAL' ? null : t(`parts.because.${part.class}`)}{' '}
          {t(`parts.ask.${kind}`)}
        </p>
      </li>
    );
  return (
    <li className="ds-card">
      <small>{from}</small>
      <h3>{part.title}</h3>
      {part.class === 'AGOGIC' ? <p className="ds-mark">{t('parts.agogic')}</p> : null}
      {part.class === 'CHILD_TOLD' ? <p className="ds-mark">{t('parts.told')}</p> : null}
      <p className="ds-words">{part.words}</p>
      <small>{t('parts.by', { by: part.writtenBy ?? '' })}</small>
    </li>
  );
}
