import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Banner, Button, EmptyState, SearchField, Select } from '../../../web/ui/index.ts';
import type { RoundDetail } from '../../sketch/contract.ts';
import { consequencesOf, departuresAdded } from '../../sketch/consequences.ts';
import type { SketchParty } from '../../sketch/sketch.ts';
import { Part } from '../Part.tsx';
import { useRegionName, useWrite } from '../use-allocation.ts';
import { Refusal } from '../../../web/ui/FormDialog.tsx';
import type { RoundSearch } from '../routes.ts';
import { AcceptDialog } from './AcceptDialog.tsx';
import { AheadPanel } from './AheadPanel.tsx';
import { type Asked, ChangeDialog } from './ChangeDialog.tsx';
import { Figures } from './Figures.tsx';
import { type PartyActs, PartyLine } from './PartyLine.tsx';
import { Proof } from './Proof.tsx';
import { UnitCard } from './UnitCard.tsx';
import {
  afterChanges,
  type Change,
  type Choice,
  type Desk,
  inverseOf,
  toldChanges,
  useDesk,
} from './use-round.ts';

const route = getRouteApi('/toewijzen/ronde/$roundId');

/** So many units, and children without a place, at first and each time more are asked. */
const atATime = 40;
const filters = ['gewijzigd', 'plaats', 'mijn'] as const;
const filterWords = { gewijzigd: 'changed', plaats: 'room', mijn: 'mine' } as const;

/** A round as a sketch: units with who is suggested, what changes come to, and who has no place. */
export function SketchDesk({ detail }: { readonly detail: RoundDetail }) {
  const { t } = useTranslation('rounds');
  const regionName = useRegionName();
  const desk = useDesk(detail);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [accepting, setAccepting] = useState<SketchParty | null>(null);
  const [dragged, setDragged] = useState<SketchParty | null>(null);
  const [undo, setUndo] = useState<readonly Undo[]>([]);
  const { send, isPending, problem } = useWrite();
  const change = (part: RoundSearch) =>
    void navigate({
      search: (before: RoundSearch) => ({ ...before, ...part }),
      replace: true,
      resetScroll: false,
    });
  const keep = (changes: readonly Change[]) =>
    setUndo((before) => [...before, undoOf(desk, changes)]);
  const direct = async ({ changes, departure }: Undo, said: string) => {
    const done = await send({
      path: `/rounds/${detail.row.id}/choices`,
      body: {
        changes: toldChanges(desk.sketch, changes),
        ...(departure ? { departure } : {}),
      },
      said,
    });
    return done !== null;
  };
  /** At once where nothing is to be decided; else the dialog asks. */
  const tryChange = async (changes: readonly Change[], otherwise: Asked) => {
    const after = consequencesOf(desk.sketch, afterChanges(desk.choices, changes));
    const isPlain =
      after.tooFull.length <= desk.now.tooFull.length &&
      after.apart.length <= desk.now.apart.length &&
      departuresAdded(desk.now, after).length === 0;
    if (!isPlain) setAsked(otherwise);
    else if (await direct({ changes, departure: null }, t('change.said'))) keep(changes);
  };
  const undoLast = async () => {
    const last = undo.at(-1);
    if (last && (await direct(last, t('round.undone')))) setUndo(undo.slice(0, -1));
  };
  const acts: PartyActs = {
    onMove: (party) => setAsked({ kind: 'move', party, unit: null }),
    onOut: (party) => setAsked({ kind: 'out', party }),
    onBack: (party) =>
      void tryChange([{ id: party.id, unit: undefined }], {
        kind: 'move',
        party,
        unit: party.unit,
      }),
    onPropose: setAccepting,
    onDrag: setDragged,
  };
  const dropOn = (unit: number) => {
    if (dragged) void tryChange([{ id: dragged.id, unit }], { kind: 'move', party: dragged, unit });
    setDragged(null);
  };
  const ahead = desk.sketch.units.findIndex(
    (unit) => `${unit.unitId} ${unit.module}` === search.vooruit,
  );
  return (
    <>
      {detail.row.state === 'CLOSED' ? <Banner>{t('round.isClosed')}</Banner> : null}
      {detail.row.state === 'SKETCH' && !detail.row.mine ? (
        <Banner>{t('round.readOnly', { region: regionName(detail.row.region) })}</Banner>
      ) : null}
      <div className="rd-top">
        <Proof sketch={desk.sketch} />
        <Figures desk={desk} />
      </div>
      {desk.mayAct ? (
        <div className="al-acts vp-no-print">
          <Button
            onPress={() => void undoLast()}
            isPending={isPending}
            blockedBecause={undo.length === 0 ? t('round.nothingToUndo') : null}
          >
            {t('round.undo')}
          </Button>
        </div>
      ) : null}
      {problem && !asked ? <Refusal {...problem} /> : null}
      {ahead >= 0 ? (
        <AheadPanel desk={desk} unit={ahead} onClose={() => change({ vooruit: undefined })} />
      ) : null}
      <div className="rd-board">
        <Units
          {...{ desk, acts, dragged, search, change }}
          onDrop={dropOn}
          onPutIn={(unit) => setAsked({ kind: 'in', unit })}
        />
        <Left desk={desk} acts={acts} search={search} />
      </div>
      {asked ? (
        <ChangeDialog
          desk={desk}
          asked={asked}
          onDone={(changes) => {
            keep(changes);
            setAsked(null);
          }}
          onClose={() => setAsked(null)}
        />
      ) : null}
      {accepting ? (
        <AcceptDialog desk={desk} party={accepting} onClose={() => setAccepting(null)} />
      ) : null}
    </>
  );
}

/** What takes a change back, with the reason that was given for what comes back. */
interface Undo {
  readonly changes: readonly Change[];
  readonly departure: Choice['departure'];
}

const undoOf = (desk: Desk, changes: readonly Change[]): Undo => ({
  changes: inverseOf(desk.choices, changes),
  departure: changes.map(({ id }) => desk.choiceOf.get(id)?.departure).find(Boolean) ?? null,
});

const matches = (desk: Desk, parties: readonly SketchParty[], words: string) =>
  parties.some((party) => desk.nameOf(party).toLowerCase().includes(words));

interface UnitsProps {
  readonly desk: Desk;
  readonly acts: PartyActs;
  readonly dragged: SketchParty | null;
  readonly search: RoundSearch;
  readonly change: (part: RoundSearch) => void;
  readonly onDrop: (unit: number) => void;
  readonly onPutIn: (unit: number) => void;
}

function Units({ desk, acts, dragged, search, change, onDrop, onPutIn }: UnitsProps) {
  const { t } = useTranslation('rounds');
  const [most, setMost] = useState(atATime);
  const { sketch, now, suggested, detail } = desk;
  const words = search.zoek?.toLowerCase() ?? '';
  const isShown = (unit: number): boolean => {
    const parties = now.inUnit[unit]!;
    const taken = parties.reduce((sum, { requestIds }) => sum + requestIds.length, 0);
    const before = suggested.inUnit[unit]!;
    const isChanged =
      parties.length !== before.length || parties.some((each, n) => each !== before[n]);
    const isKept =
      search.toon === 'gewijzigd'
        ? isChanged
        : search.toon === 'plaats'
          ? taken < sketch.units[unit]!.rooms.length
          : search.toon === 'mijn'
            ? parties.some((party) => desk.childrenOf(party).some(({ mine }) => mine))
            : true;
    const { name, providerName, municipality } = detail.units[unit]!;
    const text = `${name} ${providerName} ${municipality ?? ''}`.toLowerCase();
    return isKept && (words === '' || text.includes(words) || matches(desk, parties, words));
  };
  const shown = [...sketch.units.keys()]
    .filter(isShown)
    .toSorted((a, b) => detail.units[a]!.name.localeCompare(detail.units[b]!.name, 'nl'));
  return (
    <Part title={t('filter.count', { count: shown.length })}>
      <div className="al-bar vp-no-print rd-filter">
        <Select
          label={t('filter.label')}
          choices={[
            { id: 'alles', label: t('filter.all') },
            ...filters.map((id) => ({ id, label: t(`filter.${filterWords[id]}`) })),
          ]}
          value={search.toon ?? 'alles'}
          onChange={(id) => change({ toon: filters.find((each) => each === id) })}
        />
        <SearchField
          label={t('filter.search')}
          value={search.zoek ?? ''}
          onChange={(text) => change({ zoek: text === '' ? undefined : text })}
        />
      </div>
      {shown.length === 0 ? (
        <EmptyState title={t('filter.none')}>{t('filter.noneNext')}</EmptyState>
      ) : null}
      <ul className="al-cards al-grid rd-units">
        {shown.slice(0, most).map((unit) => (
          <UnitCard
            key={unit}
            {...{ desk, unit, acts, dragged, onDrop, onPutIn }}
            onAhead={(n) =>
              change({ vooruit: `${sketch.units[n]!.unitId} ${sketch.units[n]!.module}` })
            }
          />
        ))}
      </ul>
      {shown.length > most ? (
        <div className="vp-no-print">
          <Button onPress={() => setMost(most + atATime)}>{t('filter.more')}</Button>
        </div>
      ) : null}
    </Part>
  );
}

/** Who has no place: those who were taken out first, then in the order of the calls. */
function Left({
  desk,
  acts,
  search,
}: {
  readonly desk: Desk;
  readonly acts: PartyActs;
  readonly search: RoundSearch;
}) {
  const { t } = useTranslation('rounds');
  const [most, setMost] = useState(atATime / 2);
  const { now, sketch } = desk;
  const words = search.zoek?.toLowerCase() ?? '';
  const left = sketch.parties
    .filter(({ id }) => (now.unitOf.get(id) ?? null) === null)
    .filter((party) => words === '' || matches(desk, [party], words))
    .toSorted((a, b) => Number(b.unit !== null) - Number(a.unit !== null) || a.rank - b.rank);
  if (left.length === 0) return null;
  return (
    <div className="rd-queue">
      <Part title={t('left.title', { count: left.length })}>
        <p className="al-small">{t('left.words')}</p>
        <ul className="al-cards rd-left">
          {left.slice(0, most).map((party) => (
            <PartyLine key={party.id} desk={desk} party={party} unit={null} acts={acts} />
          ))}
        </ul>
        {left.length > most ? (
          <div className="vp-no-print">
            <Button onPress={() => setMost(most + atATime)}>{t('left.more')}</Button>
          </div>
        ) : null}
      </Part>
    </div>
  );
}
