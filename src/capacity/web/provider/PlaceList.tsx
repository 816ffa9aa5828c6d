import { type KeyboardEvent, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../../web/ui/index.ts';
import type { UnitDetail } from '../../contract.ts';
import { PlaceGlyph } from '../PlaceGlyph.tsx';
import { type Act, type ActName, offersOf } from './acts.ts';
import { FailedActs } from './FailedActs.tsx';
import type { Pending } from './outbox.ts';
import { PlaceActs } from './PlaceActs.tsx';
import { glyphOf, openPlaces, type Slot } from './slots.ts';
import { type SlotWords, useSlotWords } from './slot-words.ts';
import './words.ts';

export interface PlaceListProps {
  readonly detail: UnitDetail;
  readonly unitId: string;
  readonly title: string;
  /** The places of one module and its children without a place. */
  readonly slots: readonly Slot[];
  readonly openId: string | null;
  readonly onOpen: (id: string | null) => void;
  readonly mayChange: boolean;
  readonly pending: readonly Pending[];
  readonly onAct: (act: Act, slot: Slot) => void;
  readonly onDetails: (name: ActName, slot: Slot, isExplaining: boolean) => void;
}

const BUTTON = '.pv-slot-button';

/** The places as big targets: a tap or Enter shows what can be done, arrow keys walk, Esc closes. */
export function PlaceList(props: PlaceListProps) {
  const { t } = useTranslation('capacity');
  const list = useRef<HTMLUListElement>(null);
  const hintId = useId();
  const words = useSlotWords(props.detail.day);
  const buttons = () => [...(list.current?.querySelectorAll<HTMLElement>(BUTTON) ?? [])];
  const walk = (event: KeyboardEvent) => {
    const all = buttons();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const moves: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: all.length - 1,
    };
    const next = moves[event.key];
    if (event.key === 'Escape' && props.openId !== null) {
      event.preventDefault();
      all.find((button) => button.dataset['slot'] === props.openId)?.focus();
      props.onOpen(null);
    } else if (next !== undefined && at >= 0) {
      event.preventDefault();
      all[Math.max(0, Math.min(all.length - 1, next))]?.focus();
    }
  };
  const { mayChange, slots, openId, pending } = props;
  return (
    <>
      {mayChange ? (
        <p id={hintId} className="vp-muted pv-small pv-keys-hint">
          {t('provider.unit.arrows')}
        </p>
      ) : null}
      {/* biome-ignore lint/a11y/noNoninteractiveElementInteractions: the buttons in it are walked */}
      <ul
        ref={list}
        className="pv-slots"
        aria-label={props.title}
        onKeyDown={walk}
        {...(mayChange ? { 'aria-describedby': hintId } : {})}
      >
        {slots.map((slot) => (
          <SlotRow
            key={slot.id}
            {...props}
            slot={slot}
            words={words}
            isOpen={mayChange && openId === slot.id}
            ofSlot={pending.filter(({ about }) => about === slot.id)}
          />
        ))}
      </ul>
    </>
  );
}

interface SlotRowProps extends PlaceListProps {
  readonly slot: Slot;
  readonly words: SlotWords;
  readonly isOpen: boolean;
  readonly ofSlot: readonly Pending[];
}

function SlotRow(props: SlotRowProps) {
  const { slot, detail, isOpen, words, mayChange, ofSlot } = props;
  const { t } = useTranslation('capacity');
  const panelId = useId();
  const isSaving = ofSlot.some(({ state }) => state === 'sending');
  const failed = ofSlot.filter(({ state }) => state === 'failed');
  const inside = <SlotWordsOf slot={slot} words={words} detail={detail} isSaving={isSaving} />;
  const open = openPlaces(props.slots, slot.module);
  return (
    <li className="pv-slot" data-state={slot.state} {...(isOpen ? { 'data-open': '' } : {})}>
      {mayChange ? (
        <button
          type="button"
          className="pv-slot-button"
          data-slot={slot.id}
          aria-expanded={isOpen}
          {...(isOpen ? { 'aria-controls': panelId } : {})}
          onClick={() => props.onOpen(isOpen ? null : slot.id)}
        >
          {inside}
          <Icon name="chevron" />
        </button>
      ) : (
        <div className="pv-slot-button">{inside}</div>
      )}
      {failed.length > 0 ? (
        <div className="pv-slot-failed">
          <FailedActs failed={failed} />
        </div>
      ) : null}
      {isOpen ? (
        // biome-ignore lint/a11y/useSemanticElements: acts of one place, not fields
        <div className="pv-slot-panel" id={panelId} role="group" aria-label={words.place(slot)}>
          {isSaving ? (
            <p className="vp-muted">{t('provider.unit.savingWait')}</p>
          ) : (
            <PlaceActs
              slot={slot}
              unitId={props.unitId}
              today={detail.day}
              offers={offersOf(slot, detail.day, open.length)}
              openPlaces={open}
              words={words}
              onAct={(act) => props.onAct(act, slot)}
              onDetails={(name) => props.onDetails(name, slot, false)}
              onExplain={(name) => props.onDetails(name, slot, true)}
            />
          )}
        </div>
      ) : null}
    </li>
  );
}

function SlotWordsOf(props: {
  readonly slot: Slot;
  readonly words: SlotWords;
  readonly detail: UnitDetail;
  readonly isSaving: boolean;
}) {
  const { t } = useTranslation('capacity');
  const { slot, words, detail, isSaving } = props;
  const isOver =
    slot.place === null &&
    detail.modules.some((row) => row.module === slot.module && row.figures.overOccupied > 0);
  const remarks = words.remarks(slot);
  return (
    <>
      <PlaceGlyph state={isOver ? 'over' : glyphOf(slot.state)} />
      <span className="pv-slot-words">
        <span className="pv-slot-line">
          <strong>{words.place(slot)}</strong>
          <span className="pv-slot-state">{words.state(slot)}</span>
          {isSaving ? <span className="vp-muted pv-small">{t('provider.unit.saving')}</span> : null}
        </span>
        {slot.stay ? (
          <span className="pv-slot-who">
            {t('provider.unit.since', {
              who: words.who(slot.stay),
              day: words.day(slot.stay.period.from),
            })}
          </span>
        ) : null}
        {slot.place && slot.place.features.length > 0 ? (
          <span className="vp-muted pv-small">{words.features(slot.place.features)}</span>
        ) : null}
        {remarks.length > 0 ? (
          <span className="vp-muted pv-small">{remarks.join(' · ')}</span>
        ) : null}
        {words.warnings(slot).map((warning) => (
          <span key={warning} className="pv-warning pv-small">
            <Icon name="warning" />
            {warning}
          </span>
        ))}
      </span>
    </>
  );
}
