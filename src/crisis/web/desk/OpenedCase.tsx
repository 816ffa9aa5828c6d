import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../../web/Answered.tsx';
import { formatList, formatMoment } from '../../../web/i18n/format.ts';
import { useNow } from '../../../web/shell.ts';
import { Banner, Button } from '../../../web/ui/index.ts';
import { useLinkPress } from '../../../web/ui/link-navigation.ts';
import type { RequestDetail } from '../../contract.ts';
import { FosterPart } from '../foster/FosterPart.tsx';
import { EmergencyBanner } from '../around/EmergencyBanner.tsx';
import { RegistrarPart } from '../around/RegistrarPart.tsx';
import { useAsked, useDesk } from '../use-crisis.ts';
import { ActRow } from './ActRow.tsx';
import { requestActs } from './acts.ts';
import { Clock, Unsafety } from './CaseCard.tsx';
import { MinorPart } from './MinorPart.tsx';
import { type Act, OpenedAct } from './OpenedAct.tsx';
import { stepOf } from './urgency.ts';

const route = getRouteApi('/crisis');

/** One case: what was said, its minors, who was asked, and what can be done. */
export function OpenedCase({ requestId }: { readonly requestId: string }) {
  const { t } = useTranslation('crisis');
  const navigate = route.useNavigate();
  const query = useAsked<RequestDetail>(`/requests/${requestId}`);
  const region = useDesk().data?.region;
  const [act, setAct] = useState<Act | null>(null);
  const now = useNow();
  const close = () =>
    void navigate({
      search: (before) => ({ ...before, vraag: undefined }),
      replace: true,
      resetScroll: false,
    });
  return (
    <section className="cr-column cr-case" aria-label={t('case.opened')}>
      <p className="vp-no-print">
        <Button onPress={close}>{t('case.back')}</Button>
      </p>
      <Answered query={query} failed={t('case.failed')} mend={t('desk.failedMend')} lines={10}>
        {(detail) => {
          const onAct = detail.region === region ? setAct : null;
          return (
            <>
              <CaseHead detail={detail} isOwn={onAct !== null} />
              {onAct ? (
                <ActRow
                  {...requestActs(detail, stepOf(detail, now) === 'agree')}
                  of={t('case.number', { number: detail.number })}
                  onAct={(what) => onAct({ of: 'request', do: what })}
                />
              ) : (
                <OtherRegion isKnown={region !== undefined} />
              )}
              <EmergencyBanner requestId={detail.id} />
              <Facts detail={detail} />
              <RegistrarPart requestId={detail.id} />
              <Alike detail={detail} onRepeat={() => onAct?.({ of: 'request', do: 'repeat' })} />
              {detail.minors.map((minor) => (
                <MinorPart key={minor.id} detail={detail} minor={minor} onAct={onAct} />
              ))}
              <FosterPart detail={detail} isOwn={onAct !== null} />
              <Notes detail={detail} />
              {act ? <OpenedAct act={act} detail={detail} onClose={() => setAct(null)} /> : null}
            </>
          );
        }}
      </Answered>
    </section>
  );
}

function OtherRegion({ isKnown }: { readonly isKnown: boolean }) {
  const { t } = useTranslation('crisis-acts');
  return isKnown ? <Banner>{t('who.otherRegion')}</Banner> : null;
}

interface CaseHeadProps {
  readonly detail: RequestDetail;
  /** Whether this desk does what comes next. */
  readonly isOwn: boolean;
}

/** What it is, what it asks of its desk now, and its clock. */
function CaseHead({ detail, isOwn }: CaseHeadProps) {
  const { t } = useTranslation('crisis');
  const now = useNow();
  const heading = useRef<HTMLHeadingElement>(null);
  // Who opened it goes on from here, and not behind all cards that stand between.
  useEffect(() => heading.current?.focus(), []);
  return (
    <>
      <h2 ref={heading} tabIndex={-1}>
        {t('case.number', { number: detail.number })} · {t(`code.kind.${detail.kind}`)}
      </h2>
      {detail.closedAt === null ? (
        <>
          {isOwn ? (
            <p className="cr-marks">
              <b>{t(`step.${stepOf(detail, now)}`)}</b>
              <Unsafety of={detail} />
            </p>
          ) : (
            <Unsafety of={detail} />
          )}
          <Clock request={detail} />
        </>
      ) : null}
    </>
  );
}

function Facts({ detail }: { readonly detail: RequestDetail }) {
  const { t } = useTranslation('crisis');
  const { t: a } = useTranslation('crisis-acts');
  const rows: [string, string][] = [
    [t('case.state'), t(`code.state.${detail.state}`)],
    [t('case.from'), t(`code.registrar.${detail.registrarKind}`)],
    [t('case.at'), formatMoment(detail.receivedAt)],
    [t('call.agreement'), t(`code.agreement.${detail.agreement}`)],
    [t('call.unsafety'), t(`code.unsafety.${detail.unsafety}`)],
  ];
  if (detail.wanted) rows.push([t('call.wanted'), t(`code.help.${detail.wanted}`)]);
  if (detail.problems.length > 0)
    rows.push([
      t('call.problems'),
      formatList(detail.problems.map((code) => t(`code.problem.${code}`))),
    ]);
  const marks = [
    detail.longTerm ? a('mark.longTerm') : null,
    detail.accelerated ? a('mark.accelerated') : null,
  ].filter((mark) => mark !== null);
  if (marks.length > 0) rows.push([a('mark.title'), formatList(marks)]);
  return (
    <dl className="cr-facts">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

interface AlikeProps {
  readonly detail: RequestDetail;
  readonly onRepeat: () => void;
}

/** Earlier requests of the same case, and those that look like it. */
function Alike({ detail, onRepeat }: AlikeProps) {
  const { t } = useTranslation('crisis');
  const { t: a } = useTranslation('crisis-acts');
  const press = useLinkPress();
  const { sameCase, suggestions } = detail;
  return (
    <>
      {sameCase.length === 0 ? null : (
        <p>
          {a('repeat.sameCase')}{' '}
          {sameCase.map(({ id, number, receivedAt, state }) => (
            <a key={id} className="cr-inline-link" href={`/crisis?vraag=${id}`} onClick={press}>
              {t('case.number', { number })}, {formatMoment(receivedAt)}, {t(`code.state.${state}`)}
            </a>
          ))}
        </p>
      )}
      {suggestions.length === 0 ? null : (
        <Banner>
          {a('repeat.found', {
            numbers: formatList(suggestions.map(({ number }) => String(number))),
          })}{' '}
          <Button size="small" onPress={onRepeat}>
            {a('repeat.look')}
          </Button>
        </Banner>
      )}
    </>
  );
}

function Notes({ detail }: { readonly detail: RequestDetail }) {
  const { t } = useTranslation('crisis');
  if (detail.notes.length === 0) return null;
  return (
    <section className="cr-part">
      <h3>{t('case.notes')}</h3>
      <ul className="cr-notes">
        {detail.notes.map(({ id, words, at, by }) => (
          <li key={id}>
            <span className="cr-words">{words}</span>
            <span className="cr-small">{[formatMoment(at), by].filter(Boolean).join(', ')}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
