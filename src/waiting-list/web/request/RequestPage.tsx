import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../../web/Answered.tsx';
import { Banner, LinkButton } from '../../../web/ui/index.ts';
import type { RequestDetail } from '../../contract.ts';
import { HandOver, HandOverAsked } from '../hand-over/HandOver.tsx';
import { useAsked } from '../use-waiting-list.ts';
import { ActDialogs } from './ActDialogs.tsx';
import type { Act } from './acts.ts';
import { Attention } from './Attention.tsx';
import { IdentityBar } from './IdentityBar.tsx';
import { Moves, Steps } from './History.tsx';
import { Owner, Priority, Review, State } from './Side.tsx';
import { Apart, Siblings } from './Siblings.tsx';
import { Urgency } from './Urgency.tsx';
import { Notes, Wanted } from './Wanted.tsx';
import { Part } from './Part.tsx';
import { WhyHere } from './WhyHere.tsx';
import { InnerLink } from '../InnerLink.tsx';
import '../words.ts';
import '../waiting-list.css';
import './request.css';

const route = getRouteApi('/wachtlijst/$requestId');

/** One request: who, where it stands and why, what it lacks, what can be done, what happened. */
export function RequestPage() {
  const { t } = useTranslation('waiting-list');
  const { requestId } = route.useParams();
  const query = useAsked<RequestDetail>(`/requests/${encodeURIComponent(requestId)}`);
  return (
    <div className="wl-page">
      <p className="vp-no-print">
        <InnerLink href="/wachtlijst">{t('request.back')}</InnerLink>
      </p>
      <Answered
        query={query}
        failed={t('request.failed')}
        mend={t('request.failedMend')}
        lines={14}
      >
        {(detail) => <Request key={requestId} detail={detail} />}
      </Answered>
    </div>
  );
}

function Request({ detail }: { readonly detail: RequestDetail }) {
  const { t } = useTranslation('waiting-list');
  const [open, setOpen] = useState<Act | null>(null);
  const parts = { detail, act: setOpen };
  return (
    <>
      <IdentityBar {...parts} />
      {detail.mayChange ? null : <Banner>{t('request.otherRegion')}</Banner>}
      <HandOverAsked detail={detail} />
      <div className="wl-two">
        <div className="wl-column" data-place="top">
          <Attention {...parts} />
          <State {...parts} />
          <Owner {...parts} />
          {detail.row.standing?.callable ? (
            <p className="vp-no-print">
              <LinkButton href={`/toewijzen/kind/${detail.row.requestId}`}>
                {t('request.places')}
              </LinkButton>
            </p>
          ) : null}
          {detail.mayChange ? (
            <p className="vp-no-print">
              <InnerLink href={`/dossiers/${detail.row.personId}`}>
                {t('request.windows')}
              </InnerLink>
            </p>
          ) : null}
        </div>
        <div className="wl-column" data-place="main">
          <Part title={t('request.why.title')}>
            <WhyHere detail={detail} />
          </Part>
          <Urgency {...parts} />
          <Wanted {...parts} />
          <Notes {...parts} />
          <Steps {...parts} />
          <Moves {...parts} />
        </div>
        <div className="wl-column" data-place="side">
          <Review {...parts} />
          <Siblings {...parts} />
          <Apart {...parts} />
          <Priority {...parts} />
          <HandOver detail={detail} />
        </div>
      </div>
      {open ? <ActDialogs act={open} detail={detail} onClose={() => setOpen(null)} /> : null}
    </>
  );
}
