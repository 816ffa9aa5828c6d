import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Static } from 'typebox';
import { formatDay, formatMoment } from '../../../web/i18n/format.ts';
import { useSession } from '../../../web/shell.ts';
import { Button } from '../../../web/ui/index.ts';
import type { Message, ProposalDetail } from '../../dialogue/contract.ts';
import { Part } from '../Part.tsx';
import { maySay } from './acts.ts';
import { SayDialog, type Saying } from './SayDialog.tsx';

type Said = Static<typeof Message>;
const PROVIDER_SAYS = ['MESSAGE', 'QUESTION', 'CONDITION', 'COUNTER_OFFER'] as const;
const ACCESS_SAYS = ['MESSAGE', 'QUESTION', 'CONDITION', 'HEARING'] as const;

/** All that was said, the oldest first, each as what it is; a question that waits has its answer at hand. */
export function Thread({ detail }: { readonly detail: ProposalDetail }) {
  const { t } = useTranslation('allocation');
  const isProvider = useSession().role === 'PI';
  const [saying, setSaying] = useState<Saying | null>(null);
  const { messages, row } = detail;
  const mine = isProvider ? 'PROVIDER' : 'ACCESS';
  const answered = new Set(messages.flatMap(({ answersId }) => answersId ?? []));
  const canSay = maySay(row);
  return (
    <Part title={t('thread.title')}>
      {messages.length === 0 && canSay ? <p className="vp-muted">{t('thread.empty')}</p> : null}
      <ol className="al-thread">
        {messages.map((said) => (
          <li key={said.id} className="al-said" data-side={said.side === mine ? 'mine' : 'other'}>
            <Words said={said} question={messages.find(({ id }) => id === said.answersId)} />
            {canSay && said.kind === 'QUESTION' && said.side !== mine && !answered.has(said.id) ? (
              <Button size="small" onPress={() => setSaying({ kind: 'ANSWER', answers: said })}>
                {t('thread.answer')}
              </Button>
            ) : null}
          </li>
        ))}
      </ol>
      {canSay ? (
        <div className="al-say vp-no-print">
          {(isProvider ? PROVIDER_SAYS : ACCESS_SAYS).map((kind) => (
            <Button key={kind} onPress={() => setSaying({ kind, answers: null })}>
              {t(`thread.say.${kind}`)}
            </Button>
          ))}
        </div>
      ) : (
        <p className="vp-muted">{t(row.sentAt ? 'thread.closed' : 'thread.notYet')}</p>
      )}
      {saying ? <SayDialog saying={saying} row={row} onClose={() => setSaying(null)} /> : null}
    </Part>
  );
}

/** One message: what it is, who says it, its words and its own fields. */
function Words({ said, question }: { readonly said: Said; readonly question: Said | undefined }) {
  const { t } = useTranslation('allocation');
  return (
    <>
      <p className="al-said-head">
        {said.kind === 'MESSAGE' ? null : (
          <span className="al-kind" data-kind={said.kind}>
            {t(`codes.message.${said.kind}`)}
          </span>
        )}
        <b>{t(`codes.side.${said.side}`)}</b>
        <span className="al-small">
          {[said.by, formatMoment(said.at)].filter(Boolean).join(', ')}
        </span>
      </p>
      {question ? <p className="al-quote al-small">{question.words}</p> : null}
      <p className="al-written">{said.words}</p>
      {said.neededFrom ? (
        <p>
          {t('thread.needed', { who: t(`codes.neededFrom.${said.neededFrom}`) })}
          {said.neededBy ? ` ${t('thread.neededBy', { day: formatDay(said.neededBy) })}` : ''}
        </p>
      ) : null}
      {said.otherUnit || said.otherStartOn ? (
        <p>
          {[
            said.otherUnit ? t('thread.otherUnit', { unit: said.otherUnit }) : null,
            said.otherStartOn
              ? t('thread.otherStart', { day: formatDay(said.otherStartOn) })
              : null,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      ) : null}
    </>
  );
}
