import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../../web/Answered.tsx';
import {
  addDays,
  dayOf,
  formatClock,
  formatDay,
  formatMoment,
  formatWeekday,
} from '../../../web/i18n/format.ts';
import { useNow } from '../../../web/shell.ts';
import { Button, LinkButton } from '../../../web/ui/index.ts';
import type { Roster } from '../../contract.ts';
import { OnDutyNow } from '../shift/OnDutyNow.tsx';
import { useAnewOn, useAsked, useDesk, useWrite } from '../use-crisis.ts';
import { DutyDialog } from './DutyDialog.tsx';
import './words.ts';
import '../crisis.css';

const route = getRouteApi('/crisis/dienst');
const WEEK = 7;

/** Who answers the telephone, by week; the moment in hand at the head. */
export function RosterPage() {
  const { t } = useTranslation('crisis-roster');
  const { t: c } = useTranslation('crisis');
  const { week } = route.useSearch();
  const query = useAsked<Roster>('/duties', { day: week });
  const desk = useDesk();
  const [adding, setAdding] = useState<string | null>(null);
  useAnewOn('crisis');
  const today = dayOf(useNow());
  return (
    <div className="cr-page">
      <header className="cr-head">
        <h1>{t('roster.title')}</h1>
        <div className="vp-actions vp-no-print">
          <Button look="primary" onPress={() => setAdding(today)}>
            {t('roster.add')}
          </Button>
          <Button onPress={() => window.print()}>{c('desk.print')}</Button>
        </div>
      </header>
      {desk.data ? <OnDutyNow onDuty={desk.data.onDuty} /> : null}
      <Answered query={query} failed={t('roster.failed')} mend={c('desk.failedMend')} lines={12}>
        {(roster) => <Week roster={roster} onAdd={setAdding} />}
      </Answered>
      {adding ? <DutyDialog day={adding} onClose={() => setAdding(null)} /> : null}
    </div>
  );
}

interface WeekProps {
  readonly roster: Roster;
  readonly onAdd: (day: string) => void;
}

function Week({ roster, onAdd }: WeekProps) {
  const { t } = useTranslation('crisis-roster');
  const today = dayOf(useNow());
  const { monday, duties } = roster;
  const days = Array.from({ length: WEEK }, (_, n) => addDays(monday, n));
  const address = (day: string) => `/crisis/dienst?week=${day}`;
  return (
    <>
      <h2>{t('roster.week', { from: formatDay(monday), until: formatDay(addDays(monday, 6)) })}</h2>
      <div className="vp-actions vp-no-print">
        <LinkButton size="small" href={address(addDays(monday, -WEEK))}>
          {t('roster.before')}
        </LinkButton>
        <LinkButton size="small" href="/crisis/dienst">
          {t('roster.now')}
        </LinkButton>
        <LinkButton size="small" href={address(addDays(monday, WEEK))}>
          {t('roster.after')}
        </LinkButton>
      </div>
      <ul className="cr-week">
        {days.map((day) => (
          <li key={day} data-today={day === today ? '' : undefined}>
            <h3>{formatWeekday(day)}</h3>
            <Day day={day} duties={duties.filter(({ from }) => dayOn(from, monday) === day)} />
            <Button
              size="small"
              look="quiet"
              className="vp-no-print"
              label={t('roster.addOn', { day: formatWeekday(day) })}
              onPress={() => onAdd(day)}
            >
              {t('roster.add')}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The day that a turn is shown on: that of its start, the first of the week for one that began before. */
function dayOn(from: string, monday: string): string {
  const day = dayOf(from);
  return day < monday ? monday : day;
}

interface DayProps {
  readonly day: string;
  readonly duties: Roster['duties'];
}

function Day({ day, duties }: DayProps) {
  const { t } = useTranslation('crisis-roster');
  const { send, isPending } = useWrite();
  if (duties.length === 0) return <p className="cr-gap">{t('roster.nobody')}</p>;
  const remove = ({ id, name, phone, line, from, until }: Roster['duties'][number]) =>
    void send({
      path: `/duties/${id}/remove`,
      said: t('said.remove', { name }),
      undo: {
        path: '/duties',
        body: { name, line, from, until, ...(phone === null ? {} : { phone }) },
        said: t('said.add', { name }),
      },
    });
  return (
    <ul className="cr-lines">
      {duties.map((duty) => (
        <li key={duty.id}>
          <span>
            {t('roster.turn', {
              from: dayOf(duty.from) === day ? formatClock(duty.from) : formatMoment(duty.from),
              until: formatClock(duty.until),
            })}
            {duty.line === 2 ? `, ${t('roster.second')}` : ''}
            <br />
            <b>{duty.name}</b>
            {duty.phone ? (
              <>
                {' '}
                <a href={`tel:${duty.phone.replaceAll(' ', '')}`}>{duty.phone}</a>
              </>
            ) : null}
          </span>
          <Button
            size="small"
            look="quiet"
            className="vp-no-print"
            isDisabled={isPending}
            label={t('roster.removeWho', { name: duty.name, from: formatClock(duty.from) })}
            onPress={() => remove(duty)}
          >
            {t('roster.remove')}
          </Button>
        </li>
      ))}
    </ul>
  );
}
