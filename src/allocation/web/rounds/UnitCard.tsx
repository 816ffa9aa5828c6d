import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../web/ui/index.ts';
import type { SketchParty } from '../../sketch/sketch.ts';
import { useModuleName } from '../use-allocation.ts';
import { type PartyActs, PartyLine } from './PartyLine.tsx';
import type { Desk } from './use-round.ts';

export interface UnitCardProps {
  readonly desk: Desk;
  readonly unit: number;
  readonly acts: PartyActs;
  /** What is held over the page now. */
  readonly dragged: SketchParty | null;
  readonly onDrop: (unit: number) => void;
  readonly onPutIn: (unit: number) => void;
  readonly onAhead: (unit: number) => void;
}

/** One unit of the sketch: how full it will be, and who is suggested for it. A child can be dropped on it. */
export function UnitCard({ desk, unit, acts, dragged, onDrop, onPutIn, onAhead }: UnitCardProps) {
  const { t } = useTranslation('rounds');
  const moduleName = useModuleName();
  const [isOver, setOver] = useState(false);
  const { sketch, now, detail } = desk;
  const live = detail.units[unit]!;
  const parties = now.inUnit[unit]!;
  const rooms = sketch.units[unit]!.rooms.length;
  const taken = parties.reduce((sum, { requestIds }) => sum + requestIds.length, 0);
  const fits =
    dragged !== null &&
    now.unitOf.get(dragged.id) !== unit &&
    dragged.options.some((option) => option.unit === unit);
  const drop = dragged === null ? undefined : fits ? 'yes' : 'no';
  return (
    // biome-ignore lint/a11y/noNoninteractiveElementInteractions: what is dropped here has a button of its own
    <li
      className="al-card rd-unit"
      data-drop={drop}
      data-over={isOver && fits}
      onDragOver={(event) => {
        if (!fits) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        if (fits) onDrop(unit);
      }}
    >
      <div className="rd-unit-head">
        <div>
          <h2 className="al-card-title">{live.name}</h2>
          <p className="al-small">
            {[live.providerName, live.municipality, moduleName(sketch.units[unit]!.module)]
              .filter(Boolean)
              .join(', ')}
          </p>
        </div>
        {drop ? (
          <span className="rd-drop" aria-hidden="true">
            {t(drop === 'yes' ? 'unit.dropHere' : 'unit.dropNot')}
          </span>
        ) : null}
      </div>
      <Occupancy live={live} taken={taken} label={t('unit.bar', { unit: live.name })} />
      <p>
        <b>{t('unit.rooms', { count: rooms, taken })}</b>
        <span className="al-small">
          {t('unit.after', {
            after: live.occupied + live.held + taken,
            recognised: live.recognised,
          })}
          . {t('unit.now', { ...live })}
        </span>
      </p>
      {now.tooFull.includes(unit) ? <p className="al-notice">{t('unit.tooFull')}</p> : null}
      <ul className="rd-parties">
        {parties.map((party) => (
          <PartyLine key={party.id} desk={desk} party={party} unit={unit} acts={acts} />
        ))}
      </ul>
      {parties.length === 0 ? <p className="vp-muted">{t('unit.empty')}</p> : null}
      <div className="rd-acts vp-no-print">
        {desk.mayAct ? (
          <Button
            look="quiet"
            label={t('unit.putInOf', { unit: live.name })}
            onPress={() => onPutIn(unit)}
          >
            {t('unit.putIn')}
          </Button>
        ) : null}
        <Button
          look="quiet"
          label={t('unit.aheadOf', { unit: live.name })}
          onPress={() => onAhead(unit)}
        >
          {t('unit.ahead')}
        </Button>
      </div>
    </li>
  );
}

/** Who is there, who is promised a place, who would come: in that order, on what is recognised. */
function Occupancy({
  live,
  taken,
  label,
}: {
  readonly live: Desk['detail']['units'][number];
  readonly taken: number;
  readonly label: string;
}) {
  const parts = [
    ['occupied', live.occupied],
    ['held', live.held],
    ['taken', taken],
    ['out', live.unavailable],
  ] as const;
  const whole = Math.max(
    live.recognised,
    parts.reduce((sum, [, count]) => sum + count, 0),
    1,
  );
  let x = 0;
  return (
    <svg
      className="rd-occupancy"
      viewBox={`0 0 ${whole} 1`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <rect data-part="ground" width={whole} height="1" />
      {parts.map(([part, count]) => {
        const at = x;
        x += count;
        return <rect key={part} data-part={part} x={at} width={count} height="1" />;
      })}
    </svg>
  );
}
