import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../../web/Answered.tsx';
import { formatMoment } from '../../../web/i18n/format.ts';
import { useNow } from '../../../web/shell.ts';
import { Button, Checkbox, LinkButton } from '../../../web/ui/index.ts';
import type { PrintedList } from '../../contract.ts';
import { useChildWords, useMomentWords } from '../crisis-words.ts';
import { stepOf } from '../desk/urgency.ts';
import { useAnewOn, useAsked } from '../use-crisis.ts';
import './words.ts';
import '../crisis.css';
import './list.css';

const route = getRouteApi('/crisis/lijst');
type Request = PrintedList['requests'][number];

/** All open cases on paper, made at any time; names only where one asks for them. */
export function ListPage() {
  const { t } = useTranslation('crisis-shift');
  const { t: c } = useTranslation('crisis');
  const { namen } = route.useSearch();
  const navigate = route.useNavigate();
  const withNames = namen === 'ja';
  const query = useAsked<PrintedList>('/printed-list');
  useAnewOn('crisis');
  return (
    <div className="cr-page cr-paper">
      <header className="cr-head">
        <h1>{t('list.title')}</h1>
        <div className="vp-actions vp-no-print">
          <Button look="primary" onPress={() => window.print()}>
            {c('desk.print')}
          </Button>
          <LinkButton
            href={`/api/crisis/printed-list/file${withNames ? '?names=true' : ''}`}
            download
          >
            {t('list.file')}
          </LinkButton>
        </div>
      </header>
      <div className="vp-no-print">
        <Checkbox
          isSelected={withNames}
          onChange={(asked) =>
            void navigate({ search: asked ? { namen: 'ja' } : {}, replace: true })
          }
        >
          {t('list.names')}
        </Checkbox>
      </div>
      <Answered query={query} failed={t('list.failed')} mend={c('desk.failedMend')} lines={12}>
        {(data) => (
          <>
            <p>
              <b>{t('list.made', { at: formatMoment(data.at), count: data.requests.length })}</b>
            </p>
            <p className="vp-muted">{t(withNames ? 'list.careNames' : 'list.care')}</p>
            {data.requests.length === 0 ? <p>{c('desk.none')}</p> : null}
            {data.requests.map((request) => (
              <PaperCase
                key={request.id}
                request={request}
                withNames={withNames}
                notes={data.notes.filter(({ requestId }) => requestId === request.id)}
              />
            ))}
            <Whom data={data} />
          </>
        )}
      </Answered>
    </div>
  );
}

interface PaperCaseProps {
  readonly request: Request;
  readonly withNames: boolean;
  readonly notes: PrintedList['notes'];
}

function PaperCase({ request, withNames, notes }: PaperCaseProps) {
  const { t } = useTranslation('crisis-shift');
  const { t: c } = useTranslation('crisis');
  const moment = useMomentWords();
  const now = useNow();
  const { number, unsafety, nextDue, wanted, kind, receivedAt } = request;
  return (
    <article className="cr-paper-case">
      <h2>
        {c('case.number', { number })} ·{' '}
        {wanted ? c(`code.help.${wanted}`) : c(`code.kind.${kind}`)}
        {unsafety === 'NONE' ? '' : ` · ${c(`code.unsafety.${unsafety}`)}`}
      </h2>
      <p>
        <b>{c(`step.${stepOf(request, now)}`)}</b>
        {nextDue ? `. ${c(`due.${nextDue.kind}`, { at: moment(nextDue.at) })}` : ''}
        <span className="cr-small">{t('list.received', { at: formatMoment(receivedAt) })}</span>
      </p>
      <ul>
        {request.minors.map((minor) => (
          <PaperMinor key={minor.id} minor={minor} withNames={withNames} />
        ))}
      </ul>
      {withNames && notes.length > 0 ? (
        <ul>
          {notes.map(({ id, words, at, by }) => (
            <li key={id}>
              {[formatMoment(at), by].filter(Boolean).join(', ')}: {words}
            </li>
          ))}
        </ul>
      ) : null}
    </article>
  );
}

function PaperMinor({
  minor,
  withNames,
}: {
  readonly minor: Request['minors'][number];
  readonly withNames: boolean;
}) {
  const { t } = useTranslation('crisis-shift');
  const { t: c } = useTranslation('crisis');
  const child = useChildWords();
  const moment = useMomentWords();
  const who = withNames ? [minor.name, minor.phone] : [];
  const open = minor.attempts.filter(({ state }) => state !== 'NO' && state !== 'WITHDRAWN');
  const helps = minor.deployments.filter(({ state }) => state !== 'ENDED' && state !== 'FALLEN');
  return (
    <li>
      {[child(minor), minor.pseudonym, ...who, c(`code.state.${minor.state}`)]
        .filter(Boolean)
        .join(' · ')}
      <ul>
        {open.map(({ id, partnerName, state, dueAt }) => (
          <li key={id}>
            {partnerName}: {c(`code.attempt.${state}`)}
            {state === 'ASKED' ? `, ${c('case.answerBy', { at: moment(dueAt) })}` : ''}
          </li>
        ))}
        {helps.map(({ id, kind, partnerName, state, maxEndAt, nextStep, nextOwner }) => (
          <li key={id}>
            {c(`code.help.${kind}`)}, {partnerName}: {c(`code.deployment.${state}`)}
            {maxEndAt ? `, ${c('case.endsBy', { at: moment(maxEndAt) })}` : ''}
            {nextStep === null
              ? `. ${t('list.noNext')}`
              : nextOwner
                ? `. ${t('list.next', { owner: nextOwner })}`
                : ''}
          </li>
        ))}
      </ul>
    </li>
  );
}

/** Whom to call: who is on duty this week, and the partners of the network. */
function Whom({ data }: { readonly data: PrintedList }) {
  const { t } = useTranslation('crisis-shift');
  const { onDuty, network } = data;
  const none = t('list.noPhone');
  return (
    <>
      <section className="cr-paper-case">
        <h2>{t('list.duty')}</h2>
        {onDuty.length === 0 ? <p>{t('duty.nobody')}</p> : null}
        <ul>
          {onDuty.map(({ id, name, phone, from, until }) => (
            <li key={id}>
              {t('list.turn', { from: formatMoment(from), until: formatMoment(until) })}: {name},{' '}
              {phone ?? none}
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h2>{t('list.network')}</h2>
        <table className="cr-table">
          <thead>
            <tr>
              <th scope="col">{t('list.partner')}</th>
              <th scope="col">{t('list.phone')}</th>
              <th scope="col">{t('list.nightPhone')}</th>
            </tr>
          </thead>
          <tbody>
            {network.map(({ name, phone, nightPhone }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{phone ?? none}</td>
                <td>{nightPhone ?? none}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
