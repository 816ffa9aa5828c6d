import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { daysBetween, formatDay, formatMoment } from '../../../web/i18n/format.ts';
import { useSession } from '../../../web/shell.ts';
import { Button, LinkButton } from '../../../web/ui/index.ts';
import type { FollowUpRow } from '../../follow-up/contract.ts';
import { useModuleName, useToday } from '../use-allocation.ts';
import { RegisterDialog, ViewDialog } from './FollowUpDialogs.tsx';
import './words.ts';

/** How late or near a day is: days are ISO days in Brussels. */
function useDue({ state, dueOn }: FollowUpRow) {
  const { t } = useTranslation('follow-up');
  const today = useToday();
  if (state !== 'OPEN') return null;
  if (dueOn < today)
    return { words: t('term.late', { count: daysBetween(dueOn, today) }), tone: 'late' };
  if (dueOn === today) return { words: t('term.today'), tone: 'today' };
  return { words: t('term.ahead', { count: daysBetween(today, dueOn) }), tone: 'later' };
}

/** How the provider sees it, and what came of it. */
function Said({ row }: { readonly row: FollowUpRow }) {
  const { t } = useTranslation('follow-up');
  const signed = (at: string | null, who: string | null) =>
    at ? (
      <span className="al-small">
        {who ? t('by', { moment: formatMoment(at), who }) : formatMoment(at)}
      </span>
    ) : null;
  return (
    <>
      {row.view ? (
        <div>
          <p>{t('provider', { view: t(`result.${row.view}`) })}</p>
          {row.viewWords ? (
            <p className="al-quote">{t('needed', { words: row.viewWords })}</p>
          ) : null}
          {signed(row.viewAt, row.viewBy)}
        </div>
      ) : row.state === 'OPEN' ? (
        <p className="vp-muted">{t('noView')}</p>
      ) : null}
      {row.state === 'CLOSED' ? <p>{t('closed')}</p> : null}
      {row.state === 'DONE' && row.result ? (
        <div>
          <p>
            <b>{t('came', { result: t(`result.${row.result}`) })}</b>
          </p>
          {row.words ? <p className="al-quote">{row.words}</p> : null}
          {row.nextStep ? <p>{t('next', { step: row.nextStep })}</p> : null}
          {signed(row.doneAt, row.doneBy)}
        </div>
      ) : null}
    </>
  );
}

/** One day on which it is asked how a stay goes; in a proposal's own page without the way back to it. */
export function FollowUpCard({
  row,
  isOwnPage = false,
}: {
  readonly row: FollowUpRow;
  readonly isOwnPage?: boolean;
}) {
  const { t } = useTranslation('follow-up');
  const isProvider = useSession().role === 'PI';
  const moduleName = useModuleName();
  const due = useDue(row);
  const [isOpen, setOpen] = useState(false);
  const Form = isProvider ? ViewDialog : RegisterDialog;
  const isSaid = isProvider ? row.view !== null : row.state === 'DONE';
  const verb = isSaid ? t('say.again') : t(isProvider ? 'say.do' : 'register.do');
  return (
    <li className="al-card" data-tone={due?.tone}>
      <p className="al-card-title">{row.pseudonym}</p>
      <p className="al-marks">
        <span>{t('asked', { days: row.afterDays, day: formatDay(row.startOn) })}</span>
        {due ? (
          <span className="al-term" data-tone={due.tone}>
            {due.words}
          </span>
        ) : null}
      </p>
      {isOwnPage ? null : (
        <p>
          {row.unitName}
          <span className="al-small">
            {[isProvider ? null : row.providerName, row.municipality, moduleName(row.module)]
              .filter(Boolean)
              .join(', ')}
          </span>
        </p>
      )}
      <Said row={row} />
      <div className="vp-actions vp-no-print">
        {row.mine ? (
          <Button
            look={!isSaid && due && due.tone !== 'later' ? 'primary' : 'secondary'}
            onPress={() => setOpen(true)}
          >
            {verb}
            <span className="vp-hidden">: {row.pseudonym}</span>
          </Button>
        ) : null}
        {isOwnPage ? null : (
          <LinkButton href={`/voorstellen/${row.proposalId}`}>{t('toProposal')}</LinkButton>
        )}
        {row.requestId && !isOwnPage ? (
          <LinkButton href={`/wachtlijst/${row.requestId}`}>{t('toRequest')}</LinkButton>
        ) : null}
      </div>
      {isOpen ? <Form row={row} onClose={() => setOpen(false)} /> : null}
    </li>
  );
}
