import { useTranslation } from 'react-i18next';
import { Answered } from '../../../web/Answered.tsx';
import { formatMoment } from '../../../web/i18n/format.ts';
import { useSession } from '../../../web/shell.ts';
import { EmptyState, LinkButton } from '../../../web/ui/index.ts';
import type { Registrations } from '../../contract.ts';
import { useAsked } from '../use-crisis.ts';
import { useAreas } from './use-areas.ts';
import './words.ts';
import '../crisis.css';

type Row = Registrations['rows'][number];

/** Where one's own registrations stand: received, searched, found, or none found and why. Nothing else. */
export function MyRegistrationsPage() {
  const { t } = useTranslation('crisis-around');
  const query = useAsked<Registrations>('/registrations');
  const mayRegister = useSession().role === 'RG';
  return (
    <div className="cr-page">
      <header className="cr-head">
        <h1>{t('mine.title')}</h1>
        {mayRegister ? (
          <LinkButton look="primary" href="/crisis/aanmelden">
            {t('mine.new')}
          </LinkButton>
        ) : null}
      </header>
      <p className="vp-muted">{t('mine.intro')}</p>
      <Answered query={query} failed={t('mine.failed')} mend={t('again')}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState level={2} title={t('mine.none')}>
              {t(mayRegister ? 'mine.noneNext' : 'mine.noneRead')}
            </EmptyState>
          ) : (
            <ul className="cr-cards cr-grid">
              {rows.map((row) => (
                <Registration key={row.id} row={row} />
              ))}
            </ul>
          )
        }
      </Answered>
    </div>
  );
}

function Registration({ row }: { readonly row: Row }) {
  const { t } = useTranslation('crisis-around');
  const region = useAreas().regions.find(({ code }) => code === row.region)?.name ?? row.region;
  return (
    <li className="cr-card" data-tone={row.state === 'RECEIVED' ? 'today' : undefined}>
      <h2>{t('mine.reference', { reference: row.reference })}</h2>
      <p className="cr-marks">
        <span className="cr-state">{t(`state.${row.state}`)}</span>
        {row.why ? <b>{t(`why.${row.why}`)}</b> : null}
      </p>
      <p>{t(`next.${row.state}`)}</p>
      <p className="cr-small">
        {[
          t('mine.desk', { region }),
          t('mine.at', { at: formatMoment(row.registeredAt) }),
          row.closedAt ? t('mine.closed', { at: formatMoment(row.closedAt) }) : null,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </li>
  );
}
