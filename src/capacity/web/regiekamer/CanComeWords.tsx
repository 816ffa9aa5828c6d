import { useTranslation } from 'react-i18next';
import type { Static } from 'typebox';
import { compareNames, formatDay, formatList } from '../../../web/i18n/format.ts';
import type { CanComeAnswer, UnitDetail } from '../../contract.ts';
import { labelOf, useFeatureWords, useGuestWords, usePeriodWords } from './fact-words.ts';
import { sentence } from './unit-words.ts';

type Answer = Static<typeof CanComeAnswer>;
type Of<Outcome> = Extract<Answer, { outcome: Outcome }>;
type Moves = Of<'moves'>['moves'];
type Short = Of<'impossible'>['shortages'][number];

interface WordsProps<Outcome> {
  readonly answer: Of<Outcome>;
  readonly detail: UnitDetail;
}

/** More periods than this are counted, not told. */
const MOST = 4;

/** The answer in sentences: which place; or who would have to move; or what stands in the way. */
export function CanComeWords({
  answer,
  detail,
  needs,
}: {
  readonly answer: Answer;
  readonly detail: UnitDetail;
  /** What the child needs, as it was asked. */
  readonly needs: readonly string[];
}) {
  switch (answer.outcome) {
    case 'free':
      return <Free answer={answer} detail={detail} />;
    case 'moves':
      return <WithMoves answer={answer} detail={detail} />;
    case 'impossible':
      return <Impossible answer={answer} detail={detail} needs={needs} />;
  }
}

/** "plaats 1, 2 en 5": by the labels on the doors. */
function usePlaceWords(detail: UnitDetail) {
  const { t } = useTranslation('capacity');
  return (ids: readonly string[]) => {
    const labels = ids.map((id) => labelOf(detail, id) ?? '?').sort(compareNames);
    return t('regiekamer.canCome.place', { count: labels.length, labels: formatList(labels) });
  };
}

function Free({ answer, detail }: WordsProps<'free'>) {
  const { t } = useTranslation('capacity');
  const places = usePlaceWords(detail);
  return (
    <>
      <p className="rk-answer-head">
        {t('regiekamer.canCome.free', { places: places(answer.places) })}
      </p>
      <p>{t('regiekamer.canCome.freeMeans')}</p>
      {answer.settled.length > 0 ? (
        <>
          <p>{t('regiekamer.canCome.settled')}</p>
          <MoveList moves={answer.settled} detail={detail} />
        </>
      ) : null}
    </>
  );
}

function MoveList({ moves, detail }: { moves: Moves; detail: UnitDetail }) {
  const { t } = useTranslation('capacity');
  const guestWords = useGuestWords(detail);
  const periodWords = usePeriodWords();
  const places = usePlaceWords(detail);
  return (
    <ul className="rk-facts">
      {moves.map((move) => (
        <li key={`${move.who.id} ${move.period.from}`}>
          {t('regiekamer.canCome.move', {
            who: guestWords(move.who),
            to: places([move.to]),
            period: periodWords(move.period),
          })}
        </li>
      ))}
    </ul>
  );
}

function WithMoves({ answer, detail }: WordsProps<'moves'>) {
  const { t } = useTranslation('capacity');
  const periodWords = usePeriodWords();
  const places = usePlaceWords(detail);
  const movers = new Set(answer.moves.map(({ who }) => who.id)).size;
  return (
    <>
      <p className="rk-answer-head">{t('regiekamer.canCome.moves', { count: movers })}</p>
      <MoveList moves={answer.moves} detail={detail} />
      <p>
        {answer.lodgings
          .map(({ place, period }) =>
            t('regiekamer.canCome.lodging', {
              place: places([place]),
              period: periodWords(period),
            }),
          )
          .join(' ')}{' '}
        {answer.onceAndForGood ? null : t('regiekamer.canCome.oftener')}{' '}
        {t('regiekamer.canCome.notByItself')}
      </p>
      <p>
        {answer.firstWithoutMoves
          ? t('regiekamer.canCome.firstWithoutMoves', { day: formatDay(answer.firstWithoutMoves) })
          : t('regiekamer.canCome.neverWithoutMoves')}
      </p>
    </>
  );
}

function Impossible({
  answer,
  detail,
  needs,
}: WordsProps<'impossible'> & { readonly needs: readonly string[] }) {
  const { t } = useTranslation('capacity');
  const { first, firstWithoutMoves, shortages } = answer;
  return (
    <>
      <p className="rk-answer-head">{t('regiekamer.canCome.impossible')}</p>
      <ul className="rk-facts">
        {shortages.slice(0, MOST).map((short) => (
          <Shortage key={short.period.from} {...{ short, detail, needs }} />
        ))}
      </ul>
      {shortages.length > MOST ? (
        <p className="vp-muted">
          {t('regiekamer.canCome.morePeriods', { count: shortages.length - MOST })}
        </p>
      ) : null}
      <p>
        {first
          ? t(
              first === firstWithoutMoves
                ? 'regiekamer.canCome.first'
                : 'regiekamer.canCome.firstWithMoves',
              { day: formatDay(first) },
            )
          : t('regiekamer.canCome.never')}{' '}
        {first !== firstWithoutMoves && firstWithoutMoves
          ? t('regiekamer.canCome.firstWithoutMoves', { day: formatDay(firstWithoutMoves) })
          : null}
      </p>
    </>
  );
}

/** Which sentence tells of a shortage: by whether only some places suit this child at all. */
function kindOf({ places }: Short, detail: UnitDetail, needs: readonly string[]) {
  if (places.length === 0) return needs.length === 0 ? 'noPlaces' : 'noneSuited';
  const suits = (id: string) => {
    const place = detail.places.find((each) => each.id === id);
    return place !== undefined && needs.every((need) => place.features.includes(need));
  };
  return needs.length > 0 && places.every(suits) ? 'suitedTaken' : 'allTaken';
}

/** Equal words once, with how often. */
function countEqual(words: readonly string[]): string[] {
  return [...Map.groupBy(words, (each) => each)]
    .map(([each, all]) => (all.length === 1 ? each : `${each} (${all.length})`))
    .sort(compareNames);
}

function Shortage(props: {
  readonly short: Short;
  readonly detail: UnitDetail;
  readonly needs: readonly string[];
}) {
  const { short, detail } = props;
  const { t } = useTranslation('capacity');
  const periodWords = usePeriodWords();
  const featureWords = useFeatureWords();
  const guestWords = useGuestWords(detail);
  const places = usePlaceWords(detail);
  const inTheWay = countEqual(short.inTheWay.map(guestWords));
  const sentences = [
    t(`regiekamer.canCome.short.${kindOf(short, detail, props.needs)}`, {
      period: sentence(periodWords(short.period)),
      needs: formatList(props.needs.map(featureWords)),
      places: places(short.places),
      count: short.places.length,
    }),
    ...(short.alreadyShort ? [t('regiekamer.canCome.alreadyShort')] : []),
    ...(short.outOfUse.length > 0
      ? [t('regiekamer.canCome.wouldHelp', { places: places(short.outOfUse) })]
      : []),
  ];
  return (
    <li>
      {sentences.join(' ')}
      {inTheWay.length > 0 ? (
        <ul className="rk-in-the-way">
          {inTheWay.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      ) : null}
    </li>
  );
}
