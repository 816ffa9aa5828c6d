import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDay } from '../../../web/i18n/format.ts';
import type { SketchParty } from '../../sketch/sketch.ts';
import { FormDialog } from '../../../web/ui/FormDialog.tsx';
import { useToday, useWrite } from '../use-allocation.ts';
import { DepartureFields, isTold, useDeparture } from './DepartureFields.tsx';
import type { Desk } from './use-round.ts';

/** One suggestion becomes a draft of a proposal; whoever was first at it is told by the server. */
export function AcceptDialog({
  desk,
  party,
  onClose,
}: {
  readonly desk: Desk;
  readonly party: SketchParty;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('rounds');
  const { send, isPending, problem } = useWrite();
  const today = useToday();
  const [departure, setDeparture] = useDeparture();
  const [isAsked, setAsked] = useState(false);
  const { now, detail } = desk;
  const unit = now.unitOf.get(party.id) ?? null;
  const passed = now.departures.filter(({ id }) => id === party.id);
  const told = [party.id, ...passed.map(({ passedOver }) => passedOver)].some(
    (id) => desk.choiceOf.get(id)?.departure,
  );
  const departs = unit !== party.unit && passed.length > 0 && !told;
  const { from } = detail.row;
  const save = async () => {
    setAsked(true);
    if (departs && !isTold(departure)) return;
    const done = await send({
      path: `/rounds/${detail.row.id}/accept`,
      body: {
        id: party.id,
        ...(departs
          ? { departure: { code: departure.code, reason: departure.reason.trim() } }
          : {}),
      },
      said: t('accept.said'),
    });
    if (done) onClose();
  };
  return (
    <FormDialog
      title={t('accept.title', { name: desk.nameOf(party) })}
      verb={t('party.propose')}
      isPending={isPending}
      problem={problem}
      onSave={() => void save()}
      onClose={onClose}
    >
      <p>
        {t('accept.words', {
          unit: unit === null ? '' : desk.unitName(unit),
          day: formatDay(from < today ? today : from),
        })}
      </p>
      {departs ? (
        <DepartureFields value={departure} onChange={setDeparture} isAsked={isAsked} />
      ) : null}
    </FormDialog>
  );
}
