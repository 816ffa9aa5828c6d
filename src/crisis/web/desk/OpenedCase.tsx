import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../../web/Answered.tsx';
import { formatList, formatMoment } from '../../../web/i18n/format.ts';
import { useNow } from '../../../web/shell.ts';
import { Button } from '../../../web/ui/index.ts';
import type { RequestDetail } from '../../contract.ts';
import { useAsked } from '../use-crisis.ts';
import { Clock } from './CaseCard.tsx';
import { type Act, OpenedAct } from './OpenedAct.tsx';
import { MinorPart } from './MinorPart.tsx';
import { stepOf, urgencyOf } from './urgency.ts';

const route = getRouteApi('/crisis');

/** One case: what was said, its minors, who was asked, and what can be done. */
export function OpenedCase({ requestId }: { readonly requestId: string }) {
  const { t } = useTranslation('crisis');
  const navigate = route.useNavigate();
  const query = useAsked<RequestDetail>(`/requests/${requestId}`);
  const [act, setAct] = useState<Act | null>(null);
  const close = () => void navigate({ search: {}, replace: true, resetScroll: false });
  return (
    <div className="cr-column cr-case">
      <p className="vp-no-print">
        <Button onPress={close}>{t('case.back')}</Button>
      </p>
      <Answered query={query} failed={t('case.failed')} mend={t('desk.failedMend')} lines={10}>
        {(detail) => (
          <>
            <Facts detail={detail} />
            {detail.kind === 'CONSULT' && detail.state === 'RECEIVED' ? (
              <p className="vp-no-print">
                <Button look="primary" onPress={() => setAct({ do: 'close', detail })}>
                  {t('do.close')}
                </Button>
              </p>
            ) : null}
            {detail.minors.map((minor) => (
              <MinorPart key={minor.id} detail={detail} minor={minor} onAct={setAct} />
            ))}
            <Notes detail={detail} />
            {act ? <OpenedAct act={act} onClose={() => setAct(null)} /> : null}
          </>
        )}
      </Answered>
    </div>
  );
}

function Facts({ detail }: { readonly detail: RequestDetail }) {
  const { t } = useTranslation('crisis');
  const now = useNow();
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
  return (
    <>
      <h2>
        {t('case.number', { number: detail.number })} · {t(`code.kind.${detail.kind}`)}
      </h2>
      {detail.closedAt === null ? (
        <>
          <p>
            <b>{t(`step.${stepOf(detail)}`)}</b>
          </p>
          <Clock request={detail} urgency={urgencyOf(detail, now)} />
        </>
      ) : null}
      <dl className="cr-facts">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function Notes({ detail }: { readonly detail: RequestDetail }) {
  const { t } = useTranslation('crisis');
  if (detail.notes.length === 0) return null;
  return (
    <section className="cr-part">
      <h3>{t('case.notes')}</h3>
      <ul className="cr-lines">
        {detail.notes.map(({ id, words, at, by }) => (
          <li key={id}>
            {words}
            <span className="cr-small">{[formatMoment(at), by].filter(Boolean).join(', ')}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
