import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDay } from '../../../web/i18n/format.ts';
import { Banner, Button } from '../../../web/ui/index.ts';
import type { RequestDetail } from '../../contract.ts';
import { Refusal } from '../../../web/ui/FormDialog.tsx';
import { Part } from '../request/Part.tsx';
import { useAreas, useWrite } from '../use-waiting-list.ts';
import { AcceptDialog, AskDialog, RefuseDialog } from './dialogs.tsx';
import './words.ts';

type HandOverOf = NonNullable<RequestDetail['handOver']>;

/** What became of the last time that another region was asked. */
function useStory(handOver: HandOverOf): string {
  const { t } = useTranslation('hand-over');
  const { regionName } = useAreas();
  const { state, from, to, reason, answer, askedOn, answeredOn } = handOver;
  const [fromName, region] = [regionName(from), regionName(to)];
  const day = formatDay(answeredOn ?? askedOn);
  const why = t(`reasons.${reason}`).toLocaleLowerCase();
  if (state === 'ASKED') return t('asked', { region, day, reason: why });
  if (state === 'ACCEPTED') return t('accepted', { from: fromName, to: region, day, reason: why });
  if (state === 'WITHDRAWN') return t('withdrawn', { region, day });
  return t('refused', {
    region,
    day,
    answer: t(`answers.${answer ?? 'OTHER'}`).toLocaleLowerCase(),
  });
}

function Story({ handOver }: { readonly handOver: HandOverOf }) {
  return <p>{useStory(handOver)}</p>;
}

/** Of which region the child is, and the way to another. */
export function HandOver({ detail }: { readonly detail: RequestDetail }) {
  const { t } = useTranslation('hand-over');
  const { regionName } = useAreas();
  const { send, isPending, problem } = useWrite();
  const [asks, setAsks] = useState(false);
  const { handOver, mayChange, row } = detail;
  const isOpen = handOver?.state === 'ASKED';
  return (
    <Part
      title={t('title')}
      action={
        mayChange && !isOpen ? (
          <Button size="small" onPress={() => setAsks(true)}>
            {t('act')}
          </Button>
        ) : null
      }
    >
      <p>{t('of', { region: regionName(row.region) })}</p>
      {handOver ? <Story handOver={handOver} /> : null}
      {handOver?.mayWithdraw ? (
        <Button
          size="small"
          isPending={isPending}
          onPress={() =>
            void send({ path: `/hand-overs/${handOver.id}/withdrawal`, said: t('said.withdrawn') })
          }
        >
          {t('withdraw')}
        </Button>
      ) : null}
      {problem ? <Refusal words={problem} /> : null}
      {asks ? <AskDialog detail={detail} onClose={() => setAsks(false)} /> : null}
    </Part>
  );
}

/** One's own region is asked: the answer stands at the top, until it is given. */
export function HandOverAsked({ detail }: { readonly detail: RequestDetail }) {
  const { t } = useTranslation('hand-over');
  const { regionName } = useAreas();
  const [answers, setAnswers] = useState<'accept' | 'refuse' | null>(null);
  const { handOver } = detail;
  if (!handOver?.mayAnswer) return null;
  const close = () => setAnswers(null);
  return (
    <>
      <Banner tone="caution">
        {t('askedYou', {
          region: regionName(handOver.from),
          day: formatDay(handOver.askedOn),
          reason: t(`reasons.${handOver.reason}`).toLocaleLowerCase(),
        })}
      </Banner>
      <div className="vp-actions vp-no-print">
        <Button look="primary" onPress={() => setAnswers('accept')}>
          {t('accept')}
        </Button>
        <Button onPress={() => setAnswers('refuse')}>{t('refuse')}</Button>
      </div>
      {answers === 'accept' ? <AcceptDialog handOverId={handOver.id} onClose={close} /> : null}
      {answers === 'refuse' ? <RefuseDialog handOverId={handOver.id} onClose={close} /> : null}
    </>
  );
}
