import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../../web/Answered.tsx';
import { formatAge, formatMoment } from '../../../web/i18n/format.ts';
import { useNow } from '../../../web/shell.ts';
import { Button, LinkButton } from '../../../web/ui/index.ts';
import { useLinkPress } from '../../../web/ui/link-navigation.ts';
import type { Shift } from '../../contract.ts';
import { useChildWords, useMomentWords } from '../crisis-words.ts';
import { stepOf } from '../desk/urgency.ts';
import { useAnewOn, useAsked } from '../use-crisis.ts';
import { HandOverForm, HandOvers } from './HandOvers.tsx';
import { dueSoon, SHIFT_HOURS, unanswered } from './next-shift.ts';
import { OnDutyNow } from './OnDutyNow.tsx';
import './words.ts';
import '../crisis.css';

type Request = Shift['requests'][number];

/** The change of shift: what is open, what comes, who was silent, what was said; handed over by name. */
export function ShiftPage() {
  const { t } = useTranslation('crisis-shift');
  const { t: c } = useTranslation('crisis');
  const query = useAsked<Shift>('/shift');
  useAnewOn('crisis');
  return (
    <div className="cr-page">
      <header className="cr-head">
        <h1>{t('shift.title')}</h1>
        <div className="vp-actions vp-no-print">
          <LinkButton href="/crisis/lijst">{t('shift.list')}</LinkButton>
          <Button onPress={() => window.print()}>{c('desk.print')}</Button>
        </div>
      </header>
      <Answered query={query} failed={t('shift.failed')} mend={c('desk.failedMend')} lines={12}>
        {(data) => (
          <>
            <OnDutyNow onDuty={data.onDuty} />
            <HandOvers data={data} />
            <Due data={data} />
            <Unanswered data={data} />
            <Notes data={data} />
            <HandOverForm data={data} />
            <Open data={data} />
          </>
        )}
      </Answered>
    </div>
  );
}

interface PartProps {
  readonly data: Shift;
}

/** A case in one line, and the way to it. */
function CaseLink({ request }: { readonly request: Request }) {
  const { t } = useTranslation('crisis');
  const child = useChildWords();
  return (
    <>
      <a href={`/crisis?vraag=${request.id}`} onClick={useLinkPress()}>
        {t('case.number', { number: request.number })}
      </a>{' '}
      {request.minors.map(child).join('; ')}
    </>
  );
}

function Section({
  id,
  title,
  count,
  none,
  children,
}: {
  readonly id: string;
  readonly title: string;
  readonly count: number;
  readonly none: string;
  readonly children: ReactNode;
}) {
  return (
    <section className="cr-part" aria-labelledby={id}>
      <h2 id={id}>
        {title} <span className="cr-count">{count}</span>
      </h2>
      {count === 0 ? (
        <p className="vp-muted">{none}</p>
      ) : (
        <ul className="cr-lines cr-grid">{children}</ul>
      )}
    </section>
  );
}

function Due({ data }: PartProps) {
  const { t } = useTranslation('crisis-shift');
  const { t: c } = useTranslation('crisis');
  const now = useNow();
  const moment = useMomentWords();
  const due = dueSoon(data.requests, now);
  return (
    <Section
      id="cr-due"
      title={t('shift.due', { hours: SHIFT_HOURS })}
      count={due.length}
      none={t('shift.noDue')}
    >
      {due.map((request) => {
        const { kind, at } = request.nextDue!;
        const isLate = Date.parse(at) <= now;
        return (
          <li key={request.id}>
            <span>
              <b className="cr-clock" data-tone={isLate ? 'late' : 'today'}>
                {c(`due.${kind}`, { at: moment(at) })}
                {isLate ? `, ${t('shift.late')}` : ''}
              </b>
              <br />
              <CaseLink request={request} />
            </span>
          </li>
        );
      })}
    </Section>
  );
}

function Unanswered({ data }: PartProps) {
  const { t } = useTranslation('crisis-shift');
  const { t: c } = useTranslation('crisis');
  const now = useNow();
  const rows = unanswered(data.requests);
  return (
    <Section
      id="cr-unanswered"
      title={t('shift.unanswered')}
      count={rows.length}
      none={t('shift.noUnanswered')}
    >
      {rows.map(({ request, attempt }) => (
        <li key={attempt.id}>
          <span>
            <b>{attempt.partnerName}</b>:{' '}
            {attempt.state === 'SILENT' ? `${c('code.attempt.SILENT')}, ` : ''}
            {c('case.askedAt', { age: formatAge(attempt.askedAt, now) })}
            <br />
            <CaseLink request={request} />
          </span>
        </li>
      ))}
    </Section>
  );
}

function Open({ data }: PartProps) {
  const { t } = useTranslation('crisis-shift');
  const { t: c } = useTranslation('crisis');
  const now = useNow();
  return (
    <Section
      id="cr-open"
      title={t('shift.open')}
      count={data.requests.length}
      none={c('desk.none')}
    >
      {data.requests.map((request) => (
        <li key={request.id}>
          <span>
            <CaseLink request={request} />
            <br />
            <b>{c(`step.${stepOf(request, now)}`)}</b>
            {request.unsafety === 'NONE' ? null : (
              <>
                {' · '}
                <span className="cr-unsafe" data-tone={request.unsafety}>
                  {c(`code.unsafety.${request.unsafety}`)}
                </span>
              </>
            )}
          </span>
        </li>
      ))}
    </Section>
  );
}

function Notes({ data }: PartProps) {
  const { t } = useTranslation('crisis-shift');
  const { t: c } = useTranslation('crisis');
  return (
    <Section
      id="cr-shift-notes"
      title={t('shift.notes', { since: formatMoment(data.since) })}
      count={data.notes.length}
      none={t('shift.noNotes')}
    >
      {data.notes.map(({ id, number, words, at, by }) => (
        <li key={id}>
          <span>
            <span className="cr-words">{words}</span>
            <span className="cr-small">
              {[c('case.number', { number }), formatMoment(at), by].filter(Boolean).join(' · ')}
            </span>
          </span>
        </li>
      ))}
    </Section>
  );
}
