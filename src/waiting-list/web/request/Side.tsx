import { useTranslation } from 'react-i18next';
import { formatDay } from '../../../web/i18n/format.ts';
import { Button } from '../../../web/ui/index.ts';
import { useWrite } from '../use-waiting-list.ts';
import { Refusal } from '../../../web/ui/FormDialog.tsx';
import { type PartProps, pathOf } from './acts.ts';
import { Part } from './Part.tsx';

/** States that nobody chooses without meaning it: shown last and plainly. */
const ends = new Set(['CANCELLED', 'CLOSED', 'DECEASED', 'EXPIRED']);

/** The state and the passages that are open from here. */
export function State({ detail, act }: PartProps) {
  const { t } = useTranslation('waiting-list');
  const { row, request, choices, mayChange } = detail;
  const offered = choices.toSorted((a, b) => Number(ends.has(a)) - Number(ends.has(b)));
  return (
    <Part title={t('request.state.title')}>
      <p className="wl-big">{t(`codes.state.${row.state}`)}</p>
      {request.stateReason ? (
        <p className="vp-muted">{t('request.state.reason', { reason: request.stateReason })}</p>
      ) : null}
      {mayChange ? (
        offered.length > 0 ? (
          <div className="wl-stack vp-no-print">
            {offered.map((to) => (
              <Button
                key={to}
                size="small"
                look={ends.has(to) ? 'quiet' : 'secondary'}
                onPress={() => act({ kind: 'state', to })}
              >
                {t(`codes.stateAct.${to as 'WAITING'}`)}
              </Button>
            ))}
          </div>
        ) : (
          <p className="vp-muted">{t('request.state.none')}</p>
        )
      ) : null}
    </Part>
  );
}

/** Whose request it is; one presses, nothing is asked. */
export function Owner({ detail }: PartProps) {
  const { t } = useTranslation('waiting-list');
  const { send, isPending, problem } = useWrite();
  const { request, row, mayChange } = detail;
  const take = (as: 'FIRST' | 'SECOND' | 'NONE') =>
    void send({
      path: `${pathOf(detail)}/owner`,
      body: { as },
      said: t(`request.owner.said.${as}`),
      ...(as === 'NONE'
        ? {}
        : {
            undo: {
              path: `${pathOf(detail)}/owner`,
              body: { as: 'NONE' },
              said: t('request.owner.said.NONE'),
            },
          }),
    });
  return (
    <Part title={t('request.owner.title')}>
      <dl className="wl-pairs">
        <div>
          <dt>{t('request.owner.first')}</dt>
          <dd>{request.owner ?? t('request.owner.nobody')}</dd>
        </div>
        <div>
          <dt>{t('request.owner.second')}</dt>
          <dd>{request.secondOwner ?? t('request.owner.nobody')}</dd>
        </div>
      </dl>
      {mayChange ? (
        <div className="vp-actions vp-no-print">
          {row.mine ? (
            <Button size="small" isPending={isPending} onPress={() => take('NONE')}>
              {t('request.owner.leave')}
            </Button>
          ) : (
            <>
              <Button size="small" isPending={isPending} onPress={() => take('FIRST')}>
                {t('request.owner.take')}
              </Button>
              {request.owner ? (
                <Button size="small" isPending={isPending} onPress={() => take('SECOND')}>
                  {t('request.owner.takeSecond')}
                </Button>
              ) : null}
            </>
          )}
        </div>
      ) : null}
      {problem ? <Refusal words={problem} /> : null}
    </Part>
  );
}

/** The day on which somebody looks again. */
export function Review({ detail, act }: PartProps) {
  const { t } = useTranslation('waiting-list');
  const { request, mayChange } = detail;
  return (
    <Part
      title={t('request.review.title')}
      action={
        mayChange ? (
          <Button size="small" onPress={() => act({ kind: 'review' })}>
            {t('request.review.act')}
          </Button>
        ) : null
      }
    >
      <p>
        {request.reviewOn
          ? t('request.review.on', { day: formatDay(request.reviewOn) })
          : t('request.review.never')}
      </p>
    </Part>
  );
}

/** Requests for priority, on each track, with what was decided. */
export function Priority({ detail, act }: PartProps) {
  const { t } = useTranslation('waiting-list');
  const { priority, mayChange } = detail;
  return (
    <Part
      title={t('request.priority.title')}
      action={
        mayChange ? (
          <Button size="small" onPress={() => act({ kind: 'askPriority' })}>
            {t('request.priority.ask')}
          </Button>
        ) : null
      }
    >
      {priority.length === 0 ? (
        <p className="vp-muted">{t('request.priority.none')}</p>
      ) : (
        <ul className="wl-lines">
          {priority.map((each) => (
            <li key={`${each.track} ${each.askedOn}`}>
              <b>{t(`codes.track.${each.track}`)}</b>: {t(`codes.priority.${each.state}`)}
              <span className="wl-small">
                {t('request.priority.asked', { day: formatDay(each.askedOn) })}
                {each.decidedOn
                  ? `, ${t('request.priority.decided', { day: formatDay(each.decidedOn) })}`
                  : ''}
                {each.validUntil
                  ? `, ${t('request.priority.until', { day: formatDay(each.validUntil) })}`
                  : ''}
              </span>
              {mayChange && ['SUBMITTED', 'INCOMPLETE', 'GRANTED'].includes(each.state) ? (
                <span className="vp-no-print">
                  <Button
                    size="small"
                    onPress={() => act({ kind: 'decidePriority', priority: each })}
                  >
                    {t('request.priority.decide')}
                  </Button>
                </span>
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}
