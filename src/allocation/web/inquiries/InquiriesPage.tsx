import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../../web/Answered.tsx';
import { useSession } from '../../../web/shell.ts';
import { Banner, Button, Checkbox, EmptyState, LinkButton } from '../../../web/ui/index.ts';
import type { Inquiries, InquiryRow } from '../../inquiry/contract.ts';
import type { InquiriesSearch } from '../routes.ts';
import { useAsked } from '../use-allocation.ts';
import { AnswerDialog, type Answering } from './AnswerDialog.tsx';
import { InquiryCard } from './InquiryCard.tsx';
import { useSeen } from './use-seen.ts';
import { WithdrawDialog } from './WithdrawDialog.tsx';
import './words.ts';
import '../allocation.css';

const route = getRouteApi('/bevragingen');
const PAGE = 50;
const VIEWS = ['open', 'closed'] as const;

/** The questions that wait, what is due soonest first; for a provider, what it is asked. */
export function InquiriesPage() {
  const { t } = useTranslation('inquiries');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { role } = useSession();
  const isProvider = role === 'PI' || role === 'PC';
  const query = useAsked<Inquiries>(
    '/inquiries',
    {
      view: search.blik,
      everywhere: search.overal === 'ja' ? true : undefined,
      inquiryId: search.vraag,
      limit: PAGE,
      offset: search.vanaf,
    },
    { isLive: true },
  );
  useSeen(isProvider ? query.data?.rows : undefined);
  const change = (part: InquiriesSearch) =>
    void navigate({
      search: (before: InquiriesSearch) => ({ ...before, vanaf: undefined, ...part }),
      replace: true,
      resetScroll: false,
    });
  return (
    <div className="al-page">
      <h1>{t(isProvider ? 'page.titleProvider' : 'page.title')}</h1>
      {search.vraag ? (
        <p className="vp-no-print">
          <Button onPress={() => change({ vraag: undefined })}>{t('all')}</Button>
        </p>
      ) : (
        <Views search={search} change={change} isProvider={isProvider} />
      )}
      <Answered query={query} failed={t('failed')} mend={t('failedMend')} lines={10}>
        {(data) => <Found {...{ data, search, change, isProvider }} />}
      </Answered>
    </div>
  );
}

interface PartProps {
  readonly search: InquiriesSearch;
  readonly change: (part: InquiriesSearch) => void;
  readonly isProvider: boolean;
}

function Views({ search, change, isProvider }: PartProps) {
  const { t } = useTranslation('inquiries');
  const now = search.blik ?? 'open';
  return (
    <div className="al-bar vp-no-print">
      <fieldset className="al-views">
        <legend className="vp-hidden">{t('views')}</legend>
        {VIEWS.map((view) => (
          <button
            key={view}
            type="button"
            className="al-view"
            aria-pressed={view === now}
            onClick={() => change({ blik: view === 'open' ? undefined : view })}
          >
            {t(`view.${view}`)}
          </button>
        ))}
      </fieldset>
      {isProvider ? null : (
        <Checkbox
          isSelected={search.overal === 'ja'}
          onChange={(isOn) => change({ overal: isOn ? 'ja' : undefined })}
        >
          {t('everywhere')}
        </Checkbox>
      )}
    </div>
  );
}

function Found({ data, search, change, isProvider }: PartProps & { readonly data: Inquiries }) {
  const { t } = useTranslation('inquiries');
  const [answering, setAnswering] = useState<Answering | null>(null);
  const [withdrawing, setWithdrawing] = useState<InquiryRow | null>(null);
  const [answered, setAnswered] = useState<InquiryRow | null>(null);
  const from = search.vanaf ?? 0;
  return (
    <>
      {answered ? (
        <Banner tone="good" isAnnounced>
          {t('after', { unit: answered.unitName })}{' '}
          <LinkButton href={`/mijn-leefgroepen/${answered.unitId}`} size="small">
            {t('do.figures')}
          </LinkButton>
        </Banner>
      ) : null}
      {data.rows.length === 0 ? (
        <EmptyState level={2} title={t(`none.${search.blik ?? 'open'}`)}>
          {t(isProvider ? 'page.noneNextProvider' : 'page.noneNext')}
        </EmptyState>
      ) : (
        <ul className="al-cards al-grid">
          {data.rows.map((row) => (
            <InquiryCard
              key={row.id}
              row={row}
              isProvider={isProvider}
              onAnswer={(answer) => setAnswering({ row, answer })}
              onWithdraw={() => setWithdrawing(row)}
            />
          ))}
        </ul>
      )}
      {from > 0 || data.more ? (
        <nav className="al-bar vp-no-print" aria-label={t('pages')}>
          <Button
            isDisabled={from === 0}
            onPress={() => change({ vanaf: Math.max(0, from - PAGE) || undefined })}
          >
            {t('previous')}
          </Button>
          <Button isDisabled={!data.more} onPress={() => change({ vanaf: from + PAGE })}>
            {t('next')}
          </Button>
        </nav>
      ) : null}
      {answering ? (
        <AnswerDialog
          {...answering}
          onDone={() => setAnswered(answering.row)}
          onClose={() => setAnswering(null)}
        />
      ) : null}
      {withdrawing ? (
        <WithdrawDialog row={withdrawing} onClose={() => setWithdrawing(null)} />
      ) : null}
    </>
  );
}
