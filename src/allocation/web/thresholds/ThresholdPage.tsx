import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../../web/Answered.tsx';
import { dayOf, formatDay, formatMoment } from '../../../web/i18n/format.ts';
import { useSession } from '../../../web/shell.ts';
import { Button, Disclosure } from '../../../web/ui/index.ts';
import type { ThresholdDetail } from '../../thresholds/contract.ts';
import { InnerLink } from '../InnerLink.tsx';
import { Part } from '../Part.tsx';
import { useAsked, useModuleName, useRegionName } from '../use-allocation.ts';
import { Cases } from './Cases.tsx';
import { CommentDialog, FollowUpDialog } from './ThresholdDialogs.tsx';
import './words.ts';
import '../allocation.css';

const route = getRouteApi('/drempels/$thresholdId');

/** One threshold: each time that it stood in the way, what is done about it, what is said of it. */
export function ThresholdPage() {
  const { t } = useTranslation('thresholds');
  const { thresholdId } = route.useParams();
  const query = useAsked<ThresholdDetail>(`/thresholds/${thresholdId}`);
  return (
    <div className="al-page">
      <p className="vp-no-print">
        <InnerLink href="/drempels">{t('one.back')}</InnerLink>
      </p>
      <Answered query={query} failed={t('one.failed')} mend={t('failedMend')} lines={10}>
        {(detail) => <Threshold detail={detail} />}
      </Answered>
    </div>
  );
}

function Threshold({ detail }: { readonly detail: ThresholdDetail }) {
  const { t } = useTranslation('thresholds');
  const isProvider = useSession().role === 'PI';
  const [open, setOpen] = useState<'follow' | 'comment' | null>(null);
  const { row, comments, history, isOwn } = detail;
  const close = () => setOpen(null);
  return (
    <>
      <Head detail={detail} onFollow={() => setOpen('follow')} />
      <Cases detail={detail} />
      <Part
        title={t('comments.title')}
        action={
          isProvider || isOwn ? (
            <Button onPress={() => setOpen('comment')}>{t('comments.add')}</Button>
          ) : null
        }
      >
        {comments.length === 0 ? <p className="vp-muted">{t('comments.none')}</p> : null}
        <ul className="al-cards">
          {comments.map((each) => (
            <li key={each.id} className="al-card">
              <p className="vp-muted">
                {[t(`comments.${each.side}`), each.by, formatMoment(each.at)]
                  .filter(Boolean)
                  .join(', ')}
              </p>
              <p>{each.words}</p>
            </li>
          ))}
        </ul>
      </Part>
      {history.length > 1 ? (
        <Disclosure title={t('history')} level={2}>
          <ul>
            {history.map((each) => (
              <li key={`${each.at} ${each.state}`}>
                {[t(`state.${each.state}`), each.ground, each.by, formatMoment(each.at)]
                  .filter(Boolean)
                  .join(', ')}
              </li>
            ))}
          </ul>
        </Disclosure>
      ) : null}
      {open === 'follow' ? <FollowUpDialog row={row} onClose={close} /> : null}
      {open === 'comment' ? <CommentDialog row={row} onClose={close} /> : null}
    </>
  );
}

interface HeadProps {
  readonly detail: ThresholdDetail;
  readonly onFollow: () => void;
}

function Head({ detail: { row, isOwn }, onFollow }: HeadProps) {
  const { t } = useTranslation('thresholds');
  const isProvider = useSession().role === 'PI';
  const moduleName = useModuleName();
  const regionName = useRegionName();
  return (
    <header className="al-group">
      <h1>{t(`decline.${row.code}`)}</h1>
      <p>
        {t('one.lead', {
          provider: row.providerName,
          module: moduleName(row.module),
          region: regionName(row.region),
        })}
      </p>
      <p>
        <b>{t(`side.${row.side}`)}</b>
        {', '}
        {t(`state.${row.state}`)}
        {', '}
        {t('one.cases', { count: row.cases, day: formatDay(dayOf(row.firstAt)) })}
        {row.liftable > 0 ? `, ${t('one.liftable', { count: row.liftable })}` : ''}
      </p>
      {row.ground ? <p>{t('one.ground', { ground: row.ground })}</p> : null}
      {isProvider ? null : isOwn ? (
        <div className="vp-actions vp-no-print">
          <Button look="primary" onPress={onFollow}>
            {t('one.follow')}
          </Button>
        </div>
      ) : (
        <p className="vp-muted">{t('one.otherRegion')}</p>
      )}
    </header>
  );
}
