import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, formatDay, formatMoment } from '../../../web/i18n/format.ts';
import { FormDialog } from '../../../web/ui/FormDialog.tsx';
import { Button, DatePicker } from '../../../web/ui/index.ts';
import { endReasons, refusalReasons } from '../../codes.ts';
import type { Board } from '../../contract.ts';
import { useWrite } from '../use-foster-care.ts';
import type { BoardMatch } from './board-order.ts';
import { ReasonDialog } from './ReasonDialog.tsx';
import { useRequestWords } from './use-request-words.ts';

interface MatchPartProps {
  readonly match: BoardMatch;
  readonly board: Board;
}

/** The family that was asked: who said yes, and what comes next. */
export function MatchPart({ match, board }: MatchPartProps) {
  const { t } = useTranslation('foster-service');
  const { km } = useRequestWords();
  const yes = (at: string | null) =>
    at ? t('match.yes', { at: formatMoment(at) }) : t('match.notYet');
  return (
    <section className="fs-part" data-tone="chosen" aria-labelledby="fs-match">
      <h3 id="fs-match">{match.contactName ?? t('families.unnamed')}</h3>
      <dl className="fc-facts">
        <div>
          <dt>{t('match.days')}</dt>
          <dd>
            {t('match.span', {
              from: formatDay(match.from),
              to: formatDay(addDays(match.until, -1)),
            })}
          </dd>
        </div>
        <div>
          <dt>{t('match.distance')}</dt>
          <dd>{km(match.km)}</dd>
        </div>
        <div>
          <dt>{t('match.family')}</dt>
          <dd>{yes(match.familyYesAt)}</dd>
        </div>
        <div>
          <dt>{t('match.service')}</dt>
          <dd>{yes(match.serviceYesAt)}</dd>
        </div>
        {match.startedOn ? (
          <div>
            <dt>{t('match.started')}</dt>
            <dd>{formatDay(match.startedOn)}</dd>
          </div>
        ) : null}
      </dl>
      <MatchActs {...{ match, board }} />
    </section>
  );
}

function MatchActs({ match, board }: MatchPartProps) {
  const { t } = useTranslation('foster-service');
  const { t: care } = useTranslation('foster-care');
  const { send, isPending, problem } = useWrite();
  const [open, setOpen] = useState<'start' | 'end' | 'refuse' | null>(null);
  const close = () => setOpen(null);
  const path = `/matches/${match.id}`;
  const isBefore = match.state === 'PROPOSED' || match.state === 'CONFIRMED';
  return (
    <div className="vp-actions vp-no-print">
      {match.state === 'PROPOSED' && !match.serviceYesAt ? (
        <Button
          look="primary"
          isPending={isPending}
          onPress={() => void send({ path: `${path}/confirm`, said: t('said.confirmed') })}
        >
          {t('act.confirm')}
        </Button>
      ) : null}
      {match.state === 'CONFIRMED' ? (
        <Button
          look="primary"
          blockedBecause={board.mayMatchNow ? null : t('hours.matchLater')}
          onPress={() => setOpen('start')}
        >
          {t('act.start')}
        </Button>
      ) : null}
      {match.state === 'STARTED' ? (
        <Button look="primary" onPress={() => setOpen('end')}>
          {t('act.end')}
        </Button>
      ) : null}
      {isBefore ? (
        <Button look="quiet" onPress={() => setOpen('refuse')}>
          {t('act.withdraw')}
        </Button>
      ) : null}
      {problem ? <p role="alert">{problem}</p> : null}
      {open === 'start' ? <StartDialog {...{ path }} today={board.today} onClose={close} /> : null}
      {open === 'end' ? (
        <ReasonDialog
          title={t('end.title')}
          verb={t('act.end')}
          label={t('end.why')}
          reasons={endReasons}
          words={(reason) => t(`code.end.${reason}`)}
          path={`${path}/end`}
          said={t('said.ended')}
          day={{ label: t('end.on'), min: match.startedOn ?? match.from, max: board.today }}
          onClose={close}
        />
      ) : null}
      {open === 'refuse' ? (
        <ReasonDialog
          title={t('refuse.title')}
          verb={t('act.withdraw')}
          label={t('refuse.why')}
          reasons={refusalReasons}
          words={(reason) => t(`code.refusal.${reason}`)}
          path={`${path}/refuse`}
          said={t('said.withdrawn')}
          aside={{
            label: t('refuse.words'),
            help: t('refuse.wordsHelp'),
            told: (reason) => t('refuse.kind', { words: care(`passedOver.${reason}`) }),
          }}
          onClose={close}
        />
      ) : null}
    </div>
  );
}

interface StartDialogProps {
  readonly path: string;
  /** ISO day in Brussels. */
  readonly today: string;
  readonly onClose: () => void;
}

const LATEST_START_DAYS = 30;

function StartDialog({ path, today, onClose }: StartDialogProps) {
  const { t } = useTranslation('foster-service');
  const { send, isPending, problem } = useWrite();
  const [on, setOn] = useState<string | null>(today);
  const save = async () => {
    if (!on) return;
    if (await send({ path: `${path}/start`, body: { on }, said: t('said.started') })) onClose();
  };
  return (
    <FormDialog
      title={t('start.title')}
      verb={t('act.start')}
      {...{ isPending, problem, onClose }}
      onSave={() => void save()}
    >
      <DatePicker
        label={t('start.on')}
        isRequired
        value={on}
        min={addDays(today, -LATEST_START_DAYS)}
        max={today}
        onChange={setOn}
        error={on ? null : t('form.required')}
      />
    </FormDialog>
  );
}

/** Who was asked before and why it came to nothing; the service's own words stay with the service. */
export function EarlierMatches({ matches }: { readonly matches: readonly BoardMatch[] }) {
  const { t } = useTranslation('foster-service');
  const refused = matches.filter(({ state }) => state === 'REFUSED');
  if (refused.length === 0) return null;
  return (
    <section className="fs-part" aria-labelledby="fs-earlier">
      <h3 id="fs-earlier">{t('earlier.head')}</h3>
      <ul className="fs-rows">
        {refused.map(({ id, contactName, refusedBy, refusalReason, refusalWords }) => (
          <li key={id}>
            <b>{contactName ?? t('families.unnamed')}</b>
            <p>
              {refusedBy && refusalReason
                ? t(`earlier.${refusedBy}`, { why: t(`code.refusal.${refusalReason}`) })
                : null}
            </p>
            {refusalWords ? <p className="fs-small">{refusalWords}</p> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
