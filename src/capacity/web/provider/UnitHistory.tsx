import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDay, formatMoment } from '../../../web/i18n/format.ts';
import { Button, ErrorState, Skeleton } from '../../../web/ui/index.ts';
import type { EventRow } from '../../contract.ts';
import { useHistory, useUndo } from './use-provider.ts';
import './words.ts';

/** What an event did, in words: its kind, then the facts that it carries. */
function useEventWords() {
  const { t, i18n } = useTranslation('capacity');
  const kindOf = (kind: string): string => {
    const key = `provider.history.kind.${kind}`;
    return i18n.exists(`capacity:${key}`)
      ? t(key as 'provider.history.kind.import')
      : t('provider.history.kind.other');
  };
  return ({ kind, details, place }: EventRow): string => {
    if (kind === 'undo' && typeof details['undone'] === 'string') {
      return `${kindOf('undo')}: ${kindOf(details['undone']).toLocaleLowerCase('nl')}`;
    }
    const day = (name: string) => {
      const value = details[name];
      return typeof value === 'string' ? formatDay(value) : null;
    };
    const reason = details['reason'];
    const stop = details['onlyFor'];
    const places = details['places'];
    const [fromPlace, toPlace] = [details['fromPlace'], details['toPlace']];
    // Of an expected departure the day is a day; of what is out of use it is an end.
    const expected = kind === 'stay.expect';
    const until = expected ? null : day('expectedEndOn');
    const from = day('from');
    const on = expected ? day('expectedEndOn') : day('on');
    const parts = [
      place !== null && typeof toPlace !== 'string'
        ? t('provider.history.detail.place', { place })
        : null,
      typeof stop === 'string' ? t(`codes.partialStop.${stop}` as 'codes.partialStop.GIRLS') : null,
      typeof places === 'number' && places > 1
        ? t('provider.history.detail.places', { count: places })
        : null,
      typeof reason === 'string'
        ? t(`codes.unavailability.${reason}` as 'codes.unavailability.OTHER')
        : null,
      typeof toPlace === 'string'
        ? typeof fromPlace === 'string'
          ? t('provider.history.detail.move', { from: fromPlace, to: toPlace })
          : t('provider.history.detail.moveTo', { to: toPlace })
        : null,
      details['overCapacity'] === true ? t('provider.history.detail.over') : null,
      from ? t('provider.history.detail.from', { day: from }) : null,
      on ? t('provider.history.detail.on', { day: on }) : null,
      until ? t('provider.history.detail.until', { day: until }) : null,
    ].filter((part) => part !== null);
    return parts.length > 0 ? `${kindOf(kind)}: ${parts.join(', ')}` : kindOf(kind);
  };
}

/** Who changed what, when and why, with the way back; where there is none, the reason. */
export function UnitHistory({ unitId }: { readonly unitId: string }) {
  const { t } = useTranslation('capacity');
  const [pages, setPages] = useState(1);
  const [undoing, setUndoing] = useState<string | null>(null);
  const { data, error, isPending, refetch } = useHistory(unitId, pages);
  const undo = useUndo();
  const list = useRef<HTMLOListElement>(null);
  const inWords = useEventWords();
  const takeBack = async (id: string) => {
    setUndoing(id);
    await undo([id]);
    setUndoing(null);
    // The button that was pressed is gone: the keyboard goes on from the top of the list.
    if (document.activeElement === document.body) list.current?.focus();
  };
  if (error && !data) {
    return (
      <ErrorState what={t('provider.history.failed')} onRetry={() => void refetch()} kept={null} />
    );
  }
  if (isPending) return <Skeleton lines={4} />;
  if (data.events.length === 0) return <p className="vp-muted">{t('provider.history.none')}</p>;
  return (
    <>
      <ol className="pv-history" ref={list} tabIndex={-1} aria-label={t('provider.history.title')}>
        {data.events.map((event) => (
          <li key={event.id} {...(event.undone ? { 'data-undone': '' } : {})}>
            <div>
              <p className="pv-history-what">{inWords(event)}</p>
              {event.personRef ? <p className="pv-small">{event.personRef}</p> : null}
              <p className="vp-muted pv-small">
                {t('provider.history.by', {
                  moment: formatMoment(event.at),
                  who: event.actorName ?? t('provider.history.program'),
                })}
              </p>
              {event.reason ? (
                <p className="pv-small">{t('provider.history.why', { reason: event.reason })}</p>
              ) : null}
            </div>
            <Undo
              event={event}
              what={inWords(event)}
              isPending={undoing === event.id}
              onUndo={() => void takeBack(event.id)}
            />
          </li>
        ))}
      </ol>
      {data.more && pages < 20 ? (
        <Button onPress={() => setPages(pages + 1)}>{t('provider.history.more')}</Button>
      ) : null}
    </>
  );
}

interface UndoProps {
  readonly event: EventRow;
  readonly what: string;
  readonly isPending: boolean;
  readonly onUndo: () => void;
}

function Undo({ event, what, isPending, onUndo }: UndoProps) {
  const { t } = useTranslation('capacity');
  const { blockedBecause } = event;
  if (blockedBecause === 'never' || blockedBecause === 'role') return null;
  if (blockedBecause === 'undone') {
    return <span className="vp-muted pv-small">{t('provider.history.undone')}</span>;
  }
  return (
    <Button
      size="small"
      onPress={onUndo}
      isPending={isPending}
      label={t('provider.history.undoLabel', { what })}
      blockedBecause={blockedBecause ? t(`provider.history.block.${blockedBecause}`) : null}
    >
      {t('provider.history.undo')}
    </Button>
  );
}
