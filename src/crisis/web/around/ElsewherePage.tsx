import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../../web/Answered.tsx';
import { formatMoment } from '../../../web/i18n/format.ts';
import { useNow } from '../../../web/shell.ts';
import { Button, EmptyState, LinkButton, Select } from '../../../web/ui/index.ts';
import type { Elsewhere, MyEmergencies } from '../../emergency/contract.ts';
import { useChildWords } from '../crisis-words.ts';
import { useAsked, useDesk } from '../use-crisis.ts';
import { OpenDialog } from './OpenDialog.tsx';
import { useAreas } from './use-areas.ts';
import './words.ts';
import '../crisis.css';

const route = getRouteApi('/crisis/andere-regio');
type Row = Elsewhere['rows'][number];

/** Open cases of another region's desk, under pseudonym: where reading in an emergency begins. */
export function ElsewherePage() {
  const { t } = useTranslation('crisis-around');
  const { regio } = route.useSearch();
  const navigate = route.useNavigate();
  const own = useDesk().data?.region;
  const regions = useAreas().regions.filter(({ code }) => code !== own);
  return (
    <div className="cr-page">
      <header>
        <h1>{t('emergency.title')}</h1>
        <p className="vp-muted">{t('emergency.intro')}</p>
      </header>
      <div className="cr-row">
        <Select
          label={t('emergency.region')}
          choices={regions.map(({ code, name }) => ({ id: code, label: name }))}
          value={regio ?? null}
          onChange={(code) => void navigate({ search: { regio: code }, replace: true })}
        />
      </div>
      {regio ? (
        <Cases key={regio} region={regio} />
      ) : (
        <EmptyState level={2} title={t('emergency.choose')}>
          {t('emergency.chooseNext')}
        </EmptyState>
      )}
    </div>
  );
}

function Cases({ region }: { readonly region: string }) {
  const { t } = useTranslation('crisis-around');
  const query = useAsked<Elsewhere>('/elsewhere', { region });
  const mine = useAsked<MyEmergencies>('/emergencies').data?.rows ?? [];
  const now = useNow();
  const [opened, setOpened] = useState<Row | null>(null);
  const isOpen = ({ id }: Row) =>
    mine.some(({ requestId, endsAt }) => requestId === id && Date.parse(endsAt) > now);
  return (
    <Answered query={query} failed={t('emergency.failed')} mend={t('again')} lines={6}>
      {({ rows }) =>
        rows.length === 0 ? (
          <EmptyState level={2} title={t('emergency.none')}>
            {t('emergency.noneNext')}
          </EmptyState>
        ) : (
          <>
            <ul className="cr-cards cr-grid">
              {rows.map((row) => (
                <Case key={row.id} row={row} isOpen={isOpen(row)} onOpen={() => setOpened(row)} />
              ))}
            </ul>
            {opened ? <OpenDialog row={opened} onClose={() => setOpened(null)} /> : null}
          </>
        )
      }
    </Answered>
  );
}

interface CaseProps {
  readonly row: Row;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
}

function Case({ row, isOpen, onOpen }: CaseProps) {
  const { t } = useTranslation('crisis-around');
  const { t: code } = useTranslation('crisis');
  const child = useChildWords();
  return (
    <li className="cr-card">
      <h2>{code('case.number', { number: row.number })}</h2>
      <p>{row.minors.map((minor) => `${child(minor)} (${minor.pseudonym})`).join(' · ')}</p>
      <p className="cr-small">
        {[
          code(`code.state.${row.state}`),
          code(`code.unsafety.${row.unsafety}`),
          formatMoment(row.receivedAt),
        ].join(' · ')}
      </p>
      <div className="cr-acts">
        {isOpen ? (
          <LinkButton look="primary" href={`/crisis?vraag=${row.id}`}>
            {t('emergency.show')}
          </LinkButton>
        ) : (
          <Button onPress={onOpen}>{t('emergency.open')}</Button>
        )}
      </div>
    </li>
  );
}
