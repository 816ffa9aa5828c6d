import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../../web/Answered.tsx';
import { useSession } from '../../../web/shell.ts';
import { Banner } from '../../../web/ui/index.ts';
import type { ProposalDetail } from '../../dialogue/contract.ts';
import { StayFollowUp } from '../follow-up/StayFollowUp.tsx';
import { InnerLink } from '../InnerLink.tsx';
import { useAsked, useRegionName } from '../use-allocation.ts';
import { Acts } from './Acts.tsx';
import { Choice, History, Letters, Mandate, Refusal } from './Aside.tsx';
import { Identity } from './Identity.tsx';
import { Load } from './Load.tsx';
import { Thread } from './Thread.tsx';
import '../allocation.css';

const route = getRouteApi('/voorstellen/$proposalId');

/** One dialogue about a place: who, what is asked, what was said, what can be done now. */
export function ProposalPage() {
  const { t } = useTranslation('allocation');
  const { proposalId } = route.useParams();
  const query = useAsked<ProposalDetail>(
    `/proposals/${encodeURIComponent(proposalId)}`,
    {},
    { isLive: true },
  );
  return (
    <div className="al-page">
      <p className="vp-no-print">
        <InnerLink href="/voorstellen">{t('proposal.back')}</InnerLink>
      </p>
      <Answered
        query={query}
        failed={t('proposal.failed')}
        mend={t('proposal.failedMend')}
        lines={12}
      >
        {(detail) => <Dialogue key={proposalId} detail={detail} />}
      </Answered>
    </div>
  );
}

function Dialogue({ detail }: { readonly detail: ProposalDetail }) {
  const { t } = useTranslation('allocation');
  const isAccess = useSession().role !== 'PI';
  const regionName = useRegionName();
  const isOpen = detail.row.closedAt === null && detail.row.state !== 'STARTED';
  return (
    <>
      <Identity detail={detail} />
      {isAccess && isOpen && detail.row.steps.length === 0 ? (
        <Banner>{t('proposal.readOnly', { region: regionName(detail.row.region) })}</Banner>
      ) : null}
      <div className="al-two">
        <div className="al-column" data-place="main">
          <Refusal detail={detail} />
          <Acts detail={detail} />
          {detail.row.state === 'STARTED' ? <StayFollowUp proposalId={detail.row.id} /> : null}
          <Thread detail={detail} />
        </div>
        <div className="al-column" data-place="side">
          <Load detail={detail} />
          {isAccess ? (
            <>
              {detail.row.steps.length > 0 || detail.row.state === 'STARTED' ? (
                <Letters detail={detail} />
              ) : null}
              <Choice detail={detail} />
              <Mandate detail={detail} />
              <History detail={detail} />
            </>
          ) : null}
        </div>
      </div>
    </>
  );
}
