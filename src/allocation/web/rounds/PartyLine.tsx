import { useTranslation } from 'react-i18next';
import { formatList } from '../../../web/i18n/format.ts';
import { Button, Disclosure, Menu } from '../../../web/ui/index.ts';
import type { SketchParty } from '../../sketch/sketch.ts';
import { ChildLine } from '../candidates/CandidateCard.tsx';
import { useFitWords } from '../fit-words.ts';
import { InnerLink } from '../InnerLink.tsx';
import { useRegionName } from '../use-allocation.ts';
import type { Desk } from './use-round.ts';

/** What can be done with a party of the sketch. */
export interface PartyActs {
  readonly onMove: (party: SketchParty) => void;
  readonly onOut: (party: SketchParty) => void;
  readonly onBack: (party: SketchParty) => void;
  readonly onPropose: (party: SketchParty) => void;
  /** Picked up, or let go with `null`. */
  readonly onDrag: (party: SketchParty | null) => void;
}

export interface PartyLineProps {
  readonly desk: Desk;
  readonly party: SketchParty;
  /** The unit under which it stands; `null`: among those without a place. */
  readonly unit: number | null;
  readonly acts: PartyActs;
}

/** One child, or brothers and sisters who come together: where it stands, why here, and what may be done. */
export function PartyLine({ desk, party, unit, acts }: PartyLineProps) {
  const { t } = useTranslation('rounds');
  const { t: common } = useTranslation('allocation');
  const fit = useFitWords();
  const { detail } = desk;
  const name = desk.nameOf(party);
  const children = desk.childrenOf(party);
  const choice = desk.choiceOf.get(party.id);
  const isAccepted = Boolean(choice?.proposalId);
  const mayChange = desk.mayAct && !isAccepted;
  const soft = party.options.find((option) => option.unit === unit)?.soft;
  const lane = formatList(
    party.lanes.map((code) => common(`codes.lane.${code as 'longest-waiting'}`, code)),
  );
  return (
    <li
      className="rd-party"
      data-changed={choice !== undefined && (desk.now.unitOf.get(party.id) ?? null) !== party.unit}
      data-accepted={isAccepted}
      draggable={mayChange}
      onDragStart={(event) => {
        event.dataTransfer.setData('text/plain', party.id);
        event.dataTransfer.effectAllowed = 'move';
        acts.onDrag(party);
      }}
      onDragEnd={() => acts.onDrag(null)}
    >
      <div className="rd-party-head">
        <span className="al-rank">
          <span className="vp-hidden">{t('party.rank', { rank: party.rank })}</span>
          <span aria-hidden="true">{party.rank}</span>
        </span>
        <div className="rd-party-words">
          <h3>{name}</h3>
          {children.length > 1 ? <p>{t('party.together', { count: children.length })}</p> : null}
          {children.map((child) => (
            <ChildLine
              key={child.requestId}
              child={child}
              from={detail.row.from}
              isNamed={children.length > 1}
            />
          ))}
          <p>
            <b>{common(`codes.because.${party.because}`, { lane })}</b>
          </p>
          {soft && fit.soft(soft).length > 0 ? (
            <p className="al-small">{fit.soft(soft).join(' · ')}</p>
          ) : null}
          {unit === null ? <WhyLeft party={party} desk={desk} /> : null}
          <Changed desk={desk} party={party} unit={unit} />
        </div>
      </div>
      {unit === null ? null : <WhyNotHigher desk={desk} party={party} unit={unit} />}
      <Acts {...{ desk, party, unit, acts, name, mayChange }} />
    </li>
  );
}

function Acts({
  desk,
  party,
  unit,
  acts,
  name,
  mayChange,
}: PartyLineProps & { readonly name: string; readonly mayChange: boolean }) {
  const { t } = useTranslation('rounds');
  const regionName = useRegionName();
  const choice = desk.choiceOf.get(party.id);
  const away = desk.childrenOf(party).find(({ mine }) => !mine);
  if (choice?.proposalId) {
    return (
      <p className="rd-acts">
        <b className="al-state">{t('party.proposed')}</b>{' '}
        <span className="vp-no-print">
          <InnerLink href={`/voorstellen/${choice.proposalId}`}>{t('party.toProposal')}</InnerLink>
        </span>
      </p>
    );
  }
  if (!mayChange) return null;
  const isMoved = desk.choices.has(party.id);
  const items = [
    { id: 'move', label: unit === null ? t('left.put') : t('party.move') },
    ...(unit === null ? [] : [{ id: 'out', label: t('party.out') }]),
    ...(isMoved ? [{ id: 'back', label: t('party.back') }] : []),
  ];
  const act = (id: string) => {
    if (id === 'out') acts.onOut(party);
    else if (id === 'back') acts.onBack(party);
    else acts.onMove(party);
  };
  return (
    <div className="rd-acts vp-no-print">
      {unit === null ? (
        <Button label={t('left.putOf', { name })} onPress={() => acts.onMove(party)}>
          {t('left.put')}
        </Button>
      ) : (
        <Button
          look="secondary"
          label={t('party.proposeOf', { name })}
          onPress={() => acts.onPropose(party)}
          blockedBecause={away ? t('party.otherRegion', { region: regionName(away.region) }) : null}
        >
          {t('party.propose')}
        </Button>
      )}
      {unit !== null || isMoved ? (
        <Menu label={t('party.acts', { name })} items={items} onAct={act}>
          {t('party.menu')}
        </Menu>
      ) : null}
    </div>
  );
}

/** What people made of it: from where, by whom, and why. */
function Changed({ desk, party, unit }: Omit<PartyLineProps, 'acts'>) {
  const { t } = useTranslation('rounds');
  const { t: common } = useTranslation('allocation');
  const choice = desk.choiceOf.get(party.id);
  if (!choice || unit === party.unit) return null;
  const passed = desk.now.departures.filter(({ id }) => id === party.id);
  return (
    <div className="rd-changed">
      <p>
        {unit === null
          ? t('left.taken')
          : party.unit === null
            ? t('party.changedIn')
            : t('party.changedFrom', { unit: desk.unitName(party.unit) })}
        {choice.by ? `. ${t('party.changedBy', { name: choice.by })}` : ''}
      </p>
      {choice.departure ? (
        <p>
          {t('party.reason', {
            reason: `${common(`codes.departure.${choice.departure.code}`)}: ${choice.departure.reason}`,
          })}
        </p>
      ) : null}
      {passed.length > 0 ? (
        <p>
          {t('party.passes', {
            names: formatList(
              passed.map(({ passedOver }) => desk.nameOf(desk.partyOf.get(passedOver)!)),
            ),
          })}
        </p>
      ) : null}
    </div>
  );
}

function WhyLeft({ party, desk }: Pick<PartyLineProps, 'party' | 'desk'>) {
  const { t } = useTranslation('rounds');
  const count = party.options.length;
  return (
    <p className="al-small">
      {party.leftOut && desk.now.unitOf.get(party.id) === party.unit
        ? `${t(`proof.because.${party.leftOut.because}`)}. `
        : ''}
      {t('left.fits', { count })}
    </p>
  );
}

/** Who is called before this party and suits here too: where they are. */
function WhyNotHigher({
  desk,
  party,
  unit,
}: Omit<PartyLineProps, 'acts'> & { readonly unit: number }) {
  const { t } = useTranslation('rounds');
  const higher = desk.sketch.parties.filter(
    (each) => each.rank < party.rank && each.options.some((option) => option.unit === unit),
  );
  const elsewhere = higher.filter(({ id }) => {
    const at = desk.now.unitOf.get(id) ?? null;
    return at !== null && at !== unit;
  });
  const without = higher.filter(({ id }) => (desk.now.unitOf.get(id) ?? null) === null);
  if (higher.length === 0) return null;
  return (
    <Disclosure title={t('party.whyNotTitle')}>
      {() => (
        <ul className="al-list">
          {elsewhere.length > 0 ? <li>{t('party.whyNot', { count: elsewhere.length })}</li> : null}
          {without.length === 0 ? (
            <li>{t('party.nobodyHigher')}</li>
          ) : (
            without.map((each) => (
              <li key={each.id}>
                {desk.nameOf(each)}:{' '}
                {each.leftOut ? t(`proof.because.${each.leftOut.because}`) : t('left.taken')}
              </li>
            ))
          )}
        </ul>
      )}
    </Disclosure>
  );
}
