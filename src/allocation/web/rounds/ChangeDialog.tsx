import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatList, formatNumber } from '../../../web/i18n/format.ts';
import { Checkbox, Select } from '../../../web/ui/index.ts';
import { consequencesOf, departuresAdded } from '../../sketch/consequences.ts';
import type { SketchParty } from '../../sketch/sketch.ts';
import { FormDialog } from '../../../web/ui/FormDialog.tsx';
import { useWrite } from '../use-allocation.ts';
import { DepartureFields, isTold, useDeparture } from './DepartureFields.tsx';
import { afterChanges, type Change, type Desk, toldChanges } from './use-round.ts';

/** What is to be changed: a party to another unit or to none, or somebody into a unit. */
export type Asked =
  | { readonly kind: 'move'; readonly party: SketchParty; readonly unit: number | null }
  | { readonly kind: 'in'; readonly unit: number }
  | { readonly kind: 'out'; readonly party: SketchParty };

export interface ChangeDialogProps {
  readonly desk: Desk;
  readonly asked: Asked;
  readonly onDone: (changes: readonly Change[]) => void;
  readonly onClose: () => void;
}

/** One change of the sketch: what it comes to stands below while one chooses. */
export function ChangeDialog({ desk, asked, onDone, onClose }: ChangeDialogProps) {
  const { t } = useTranslation('rounds');
  const { send, isPending, problem } = useWrite();
  const [partyId, setPartyId] = useState(asked.kind === 'in' ? null : asked.party.id);
  const [unit, setUnit] = useState(asked.kind === 'out' ? null : asked.unit);
  const [goesId, setGoesId] = useState<string | null>(null);
  const [swaps, setSwaps] = useState(false);
  const [departure, setDeparture] = useDeparture();
  const [isAsked, setAsked] = useState(false);
  const { sketch, now, detail } = desk;
  const party = partyId === null ? null : desk.partyOf.get(partyId)!;
  const goes = goesId === null ? null : desk.partyOf.get(goesId)!;
  const own = party ? (now.unitOf.get(party.id) ?? null) : null;
  const isOut = asked.kind === 'out';
  const first: Change[] = party && (isOut || unit !== null) ? [{ id: party.id, unit }] : [];
  const isFull =
    unit !== null &&
    consequencesOf(sketch, afterChanges(desk.choices, first)).tooFull.includes(unit);
  const maySwap =
    goes !== null && own !== null && goes.options.some((option) => option.unit === own);
  const changes: Change[] = [
    ...(isFull && goes ? [{ id: goes.id, unit: swaps && maySwap ? own : null }] : []),
    ...first,
  ];
  const after = consequencesOf(sketch, afterChanges(desk.choices, changes));
  const passed = departuresAdded(now, after);
  const isWrong =
    after.tooFull.length > now.tooFull.length || after.apart.length > now.apart.length;
  const isReady = changes.length > 0 && !isWrong && (passed.length === 0 || isTold(departure));
  const save = async () => {
    setAsked(true);
    if (!isReady) return;
    const done = await send({
      path: `/rounds/${detail.row.id}/choices`,
      body: {
        changes: toldChanges(sketch, changes),
        ...(passed.length > 0
          ? { departure: { code: departure.code, reason: departure.reason.trim() } }
          : {}),
      },
      said: t('change.said'),
    });
    if (done) onDone(changes);
  };
  const nameOf = (id: string) => desk.nameOf(desk.partyOf.get(id)!);
  const title =
    asked.kind === 'in'
      ? t('change.in', { unit: desk.unitName(asked.unit) })
      : t(`change.${asked.kind}`, { name: desk.nameOf(asked.party) });
  return (
    <FormDialog
      title={title}
      verb={t('change.save')}
      isPending={isPending}
      problem={problem}
      onSave={() => void save()}
      onClose={onClose}
    >
      {asked.kind === 'move' ? (
        <Select
          label={t('change.to')}
          isRequired
          choices={unitChoices(desk, asked.party, t)}
          value={unit === null ? null : String(unit)}
          onChange={(id) => {
            setUnit(Number(id));
            setGoesId(null);
          }}
          error={isAsked && unit === null ? t('change.to') : null}
        />
      ) : null}
      {asked.kind === 'in' ? (
        <Select
          label={t('change.who')}
          isRequired
          choices={waitingFor(desk, asked.unit).map((each) => ({
            id: each.id,
            label: t('change.whoOption', { rank: each.rank, name: desk.nameOf(each) }),
          }))}
          value={partyId}
          onChange={setPartyId}
          error={isAsked && partyId === null ? t('change.who') : null}
        />
      ) : null}
      {isFull && unit !== null ? (
        <Select
          label={t('change.goes')}
          isRequired
          choices={now.inUnit[unit]!.filter(
            ({ id }) => id !== partyId && !desk.choiceOf.get(id)?.proposalId,
          ).map((each) => ({
            id: each.id,
            label: t('change.whoOption', { rank: each.rank, name: desk.nameOf(each) }),
          }))}
          value={goesId}
          onChange={setGoesId}
          error={isAsked && goesId === null ? t('change.stillFull') : null}
        />
      ) : null}
      {isFull && maySwap ? (
        <Checkbox isSelected={swaps} onChange={setSwaps}>
          {t('change.swap', { name: desk.nameOf(goes) })}
        </Checkbox>
      ) : null}
      {changes.length > 0 ? (
        <div role="status" className="rd-effects">
          <p>
            <b>{t('change.effects')}</b>
          </p>
          <Effects
            desk={desk}
            after={after}
            passed={passed.map(({ passedOver }) => nameOf(passedOver))}
          />
        </div>
      ) : null}
      {passed.length > 0 && !isWrong ? (
        <DepartureFields value={departure} onChange={setDeparture} isAsked={isAsked} />
      ) : null}
    </FormDialog>
  );
}

type Say = ReturnType<typeof useTranslation<'rounds'>>['t'];

/** Units where the party could live, the best for it first, each with its distance and room. */
function unitChoices(desk: Desk, party: SketchParty, t: Say) {
  const own = desk.now.unitOf.get(party.id) ?? null;
  return party.options
    .filter(({ unit }) => unit !== own)
    .toSorted((a, b) => (a.soft.homeKm ?? 999) - (b.soft.homeKm ?? 999))
    .map(({ unit, soft }) => {
      const rooms = desk.sketch.units[unit]!.rooms.length;
      const taken = desk.now.inUnit[unit]!.reduce((sum, each) => sum + each.requestIds.length, 0);
      const left = Math.max(0, rooms - taken);
      return {
        id: String(unit),
        label: t('change.option', {
          unit: desk.unitName(unit),
          km:
            soft.homeKm === null
              ? t('change.kmUnknown')
              : t('change.kmHome', { km: formatNumber(soft.homeKm) }),
          room: left === 0 ? t('change.full') : t('change.room', { count: left }),
        }),
      };
    });
}

/** Who has no place now and suits there, in the order of the calls. */
const waitingFor = ({ sketch, now }: Desk, unit: number): SketchParty[] =>
  sketch.parties.filter(
    ({ id, options }) =>
      (now.unitOf.get(id) ?? null) === null && options.some((option) => option.unit === unit),
  );

function Effects({
  desk,
  after,
  passed,
}: {
  readonly desk: Desk;
  readonly after: Desk['now'];
  readonly passed: readonly string[];
}) {
  const { t } = useTranslation('rounds');
  const { now } = desk;
  const names = (ids: readonly string[], before: readonly string[]) =>
    formatList(
      ids.filter((id) => !before.includes(id)).map((id) => desk.nameOf(desk.partyOf.get(id)!)),
    );
  const lines = [
    [t('change.loses', { names: names(after.lose, now.lose) }), names(after.lose, now.lose)],
    [t('change.gains', { names: names(after.gain, now.gain) }), names(after.gain, now.gain)],
    [t('change.moves', { names: names(after.move, now.move) }), names(after.move, now.move)],
  ].flatMap(([line, who]) => (who === '' ? [] : [line!]));
  return (
    <ul className="al-list">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
      <li>{t('change.km', { before: formatNumber(now.km), after: formatNumber(after.km) })}</li>
      {after.tooFull.length > now.tooFull.length ? <li>{t('change.stillFull')}</li> : null}
      {after.apart.length > now.apart.length ? <li>{t('change.apart')}</li> : null}
      {passed.length > 0 ? (
        <li>{t('change.passed', { names: formatList([...new Set(passed)]) })}</li>
      ) : null}
    </ul>
  );
}
