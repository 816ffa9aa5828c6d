import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../../web/Answered.tsx';
import { formatDay, formatMoment, formatNumber } from '../../../web/i18n/format.ts';
import { Banner, Button, DatePicker, EmptyState, RadioGroup } from '../../../web/ui/index.ts';
import type { RoundRow, Rounds } from '../../sketch/contract.ts';
import { Refusal } from '../../../web/ui/FormDialog.tsx';
import { InnerLink } from '../InnerLink.tsx';
import { Part } from '../Part.tsx';
import { useAsked, useRegionName, useToday, useWrite } from '../use-allocation.ts';
import '../words.ts';
import './words.ts';
import '../allocation.css';
import './rounds.css';

const route = getRouteApi('/toewijzen/ronde');

/** The rounds that were drawn, and the way to draw one. */
export function RoundsPage() {
  const { t } = useTranslation('rounds');
  const query = useAsked<Rounds>('/rounds', {}, { isLive: true });
  return (
    <div className="al-page">
      <h1>{t('list.title')}</h1>
      <p className="rd-words">{t('list.words')}</p>
      <Answered query={query} failed={t('list.failed')} mend={t('list.failedMend')} lines={10}>
        {(list) => (
          <>
            {list.region === null ? (
              <Banner>{t('start.noRegion')}</Banner>
            ) : (
              <Start region={list.region} />
            )}
            <Part title={t('list.drawn')}>
              {list.rows.length === 0 ? (
                <EmptyState title={t('list.empty')}>{t('list.emptyNext')}</EmptyState>
              ) : (
                <ul className="al-cards al-grid">
                  {list.rows.map((row) => (
                    <Row key={row.id} row={row} />
                  ))}
                </ul>
              )}
            </Part>
          </>
        )}
      </Answered>
    </div>
  );
}

function Start({ region }: { readonly region: string }) {
  const { t } = useTranslation('rounds');
  const regionName = useRegionName();
  const today = useToday();
  const navigate = route.useNavigate();
  const { send, isPending, problem } = useWrite();
  const [from, setFrom] = useState<string | null>(today);
  const [scope, setScope] = useState('ALL');
  const start = async () => {
    if (from === null) return;
    const done = await send({ path: '/rounds', body: { scope, from }, said: t('start.said') });
    if (done) void navigate({ to: '/toewijzen/ronde/$roundId', params: { roundId: done.id } });
  };
  return (
    <Part title={t('start.title')}>
      <div className="rd-start">
        <DatePicker
          label={t('start.from')}
          isRequired
          value={from}
          onChange={setFrom}
          min={today}
        />
        <RadioGroup
          label={t('start.scope')}
          choices={[
            { id: 'ALL', label: t('scope.ALL') },
            { id: 'REGION', label: t('scope.REGION', { region: regionName(region) }) },
          ]}
          value={scope}
          onChange={setScope}
          help={t(scope === 'ALL' ? 'start.allHelp' : 'start.regionHelp')}
        />
        <div>
          <Button look="primary" onPress={() => void start()} isPending={isPending}>
            {t('start.verb')}
          </Button>
        </div>
      </div>
      {problem ? <Refusal {...problem} /> : null}
    </Part>
  );
}

function Row({ row }: { readonly row: RoundRow }) {
  const { t } = useTranslation('rounds');
  const regionName = useRegionName();
  const { figures } = row;
  return (
    <li className="al-card">
      <InnerLink href={`/toewijzen/ronde/${row.id}`} className="al-card-link">
        {t('list.of', { day: formatDay(row.from) })}
      </InnerLink>
      <p className="al-marks">
        <span className="al-state">{t(`state.${row.state}`)}</span>
        <span>{t(`scope.${row.scope}`, { region: regionName(row.region) })}</span>
      </p>
      <p className="al-small">
        {[
          regionName(row.region),
          formatMoment(Date.parse(row.begunAt)),
          ...(row.madeBy ? [t('list.by', { name: row.madeBy })] : []),
        ].join(', ')}
      </p>
      {figures ? (
        <p>
          {t('list.figures', {
            placed: formatNumber(figures.placedChildren),
            rooms: formatNumber(figures.rooms),
          })}
          {row.accepted > 0 ? `, ${t('list.accepted', { count: row.accepted })}` : ''}
        </p>
      ) : null}
    </li>
  );
}
