import { useTranslation } from 'react-i18next';
import { formatDay, formatList } from '../../../web/i18n/format.ts';
import { Button, Disclosure } from '../../../web/ui/index.ts';
import { ageOn } from '../../age.ts';
import type { CandidateChild, CandidateList } from '../../contract.ts';
import { useCodeWords } from '../code-words.ts';
import { useFitWords } from '../fit-words.ts';
import { InnerLink } from '../InnerLink.tsx';
import { useRegionName } from '../use-allocation.ts';
import { Verdicts } from '../Verdicts.tsx';

type Candidate = CandidateList['candidates'][number];

export interface CandidateCardProps {
  readonly candidate: Candidate;
  /** The day of the start: ages are of that day. */
  readonly from: string;
  /** `null`: who reads does not propose. */
  readonly onPropose: (() => void) | null;
}

/** One who is called, or brothers and sisters who come together: where they stand, why, what counts for them here. */
export function CandidateCard({ candidate, from, onPropose }: CandidateCardProps) {
  const { t } = useTranslation('allocation');
  const words = useFitWords();
  const regionName = useRegionName();
  const { children, rank, because, lanes, verdicts, mine } = candidate;
  const names = formatList(children.map(({ pseudonym }) => pseudonym));
  const soft = words.soft(candidate.soft);
  const lane = formatList(lanes.map((code) => t(`codes.lane.${code as 'longest-waiting'}`, code)));
  const region = children[0]?.region ?? '';
  return (
    <li className="al-card" data-tone={because === 'EXEMPT' ? 'late' : undefined}>
      <div className="al-candidate">
        <span className="al-rank">
          <span className="vp-hidden">{t('candidates.rank', { rank })}</span>
          <span aria-hidden="true">{rank}</span>
        </span>
        <div className="al-candidate-words">
          <h2 className="al-card-title">{names}</h2>
          {children.length > 1 ? (
            <p>{t('candidates.together', { count: children.length })}</p>
          ) : null}
          {children.map((child) => (
            <ChildLine
              key={child.requestId}
              child={child}
              from={from}
              isNamed={children.length > 1}
            />
          ))}
          <p>
            <b>{t(`codes.because.${because}`, { lane })}</b>
          </p>
          {soft.length > 0 ? <p className="al-small">{soft.join(' · ')}</p> : null}
        </div>
        {onPropose ? (
          <span className="vp-no-print al-candidate-act">
            <Button
              look={rank === 1 ? 'primary' : 'secondary'}
              label={t('propose.verbOf', { names })}
              onPress={onPropose}
              blockedBecause={
                mine ? null : t('candidates.otherRegion', { region: regionName(region) })
              }
            >
              {t('propose.verb')}
            </Button>
          </span>
        ) : null}
      </div>
      <Disclosure title={t('candidates.why', { names })}>
        {() => <Verdicts verdicts={verdicts} />}
      </Disclosure>
    </li>
  );
}

export function ChildLine({
  child,
  from,
  isNamed,
}: {
  readonly child: CandidateChild;
  readonly from: string;
  readonly isNamed: boolean;
}) {
  const { t } = useTranslation('allocation');
  const words = useCodeWords();
  const regionName = useRegionName();
  return (
    <p>
      {isNamed ? <b>{child.pseudonym}: </b> : null}
      {child.band ? (
        <span className="al-band">
          <span className="vp-hidden">{t('words.band', { band: child.band })}</span>
          <span aria-hidden="true">{child.band}</span>
        </span>
      ) : null}{' '}
      {[
        words.sex(child.sex),
        words.age(ageOn(child.bornMonth, from)),
        regionName(child.region),
        t('words.since', { day: formatDay(child.since) }),
      ].join(', ')}{' '}
      <span className="vp-no-print">
        <InnerLink
          href={`/wachtlijst/${child.requestId}`}
          label={t('proposal.toRequest', { name: child.pseudonym })}
        >
          {t('proposal.request')}
        </InnerLink>
      </span>
    </p>
  );
}
