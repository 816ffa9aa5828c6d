import { useTranslation } from 'react-i18next';
import { dayOf, formatAge, formatDay } from '../../../web/i18n/format.ts';
import { useNow } from '../../../web/shell.ts';
import { Button, LinkButton } from '../../../web/ui/index.ts';
import type { AnswerInquiry, InquiryRow } from '../../inquiry/contract.ts';
import { inquiryAnswers, isOpen } from '../../inquiry/inquiry.ts';
import { workingDaysLeft } from '../term.ts';
import { useModuleName } from '../use-allocation.ts';

/** The term of an open question in words, and how it stands out. */
function useTermWords() {
  const { t } = useTranslation('inquiries');
  const now = useNow();
  return ({ state, dueAt }: InquiryRow) => {
    if (!isOpen(state)) return null;
    // The term ends at midnight: the day before is the last of it.
    const lastDay = dayOf(Date.parse(dueAt) - 1);
    const left = workingDaysLeft(dayOf(now), lastDay);
    const day = formatDay(lastDay);
    if (left === null) return { words: t('term.late', { day }), tone: 'late' as const };
    if (left === 0) return { words: t('term.today'), tone: 'today' as const };
    return {
      words: t('term.left', { count: left, day }),
      tone: left === 1 ? ('soon' as const) : ('later' as const),
    };
  };
}

export interface InquiryCardProps {
  readonly row: InquiryRow;
  readonly isProvider: boolean;
  readonly onAnswer: (answer: AnswerInquiry['answer']) => void;
  readonly onWithdraw: () => void;
}

/** One question as it stands: about which unit, what, until when; its answer beside what the figures say. */
export function InquiryCard({ row, isProvider, onAnswer, onWithdraw }: InquiryCardProps) {
  const { t } = useTranslation('inquiries');
  const moduleName = useModuleName();
  const now = useNow();
  const term = useTermWords()(row);
  return (
    <li className="al-card" data-tone={term?.tone} aria-labelledby={`al-q-${row.id}`}>
      <h2 className="al-card-title" id={`al-q-${row.id}`}>
        {row.unitName}
      </h2>
      <p className="al-small">
        {[isProvider ? null : row.providerName, row.municipality, moduleName(row.module)]
          .filter(Boolean)
          .join(', ')}
      </p>
      <p>{row.words}</p>
      <p className="al-marks">
        <span className="al-state">
          {t(isProvider ? `stateProvider.${row.state}` : `state.${row.state}`)}
        </span>
        {term ? (
          <span className="al-term" data-tone={term.tone}>
            {term.words}
          </span>
        ) : null}
        <span className="al-small">{t('asked', { age: formatAge(row.askedAt, now) })}</span>
      </p>
      <Answer row={row} />
      <Acts {...{ row, isProvider, onAnswer, onWithdraw }} />
    </li>
  );
}

/** What was answered, and what the figures say now. */
function Answer({ row }: { readonly row: InquiryRow }) {
  const { t } = useTranslation('inquiries');
  const now = useNow();
  const figures = row.free === null ? null : t('figures', { count: row.free });
  if (row.answer === null) return figures ? <p className="al-small">{figures}</p> : null;
  const differs =
    row.free !== null &&
    ((row.answer === 'AVAILABLE' && row.free === 0) ||
      (row.answer !== 'AVAILABLE' && row.free > 0));
  const words =
    row.answer === 'LATER'
      ? t('answer.LATER', { day: formatDay(row.availableFrom ?? '') })
      : t(`answer.${row.answer}`);
  return (
    <>
      <p>
        <b>{words}</b>
        {row.reason ? `: ${t(`reason.${row.reason}`)}` : ''}
        {row.answerWords ? `. ${row.answerWords}` : ''}
      </p>
      <p className="al-small">
        {row.answeredAt ? t('answered', { age: formatAge(row.answeredAt, now) }) : ''}
        {figures ? ` · ${figures}` : ''}
        {differs ? ` · ${t('differs')}` : ''}
      </p>
    </>
  );
}

function Acts({ row, isProvider, onAnswer, onWithdraw }: InquiryCardProps) {
  const { t } = useTranslation('inquiries');
  return (
    <div className="al-acts vp-no-print">
      {row.mayAnswer
        ? inquiryAnswers.map((answer) => (
            <Button
              key={answer}
              look={answer === 'AVAILABLE' ? 'primary' : 'secondary'}
              onPress={() => onAnswer(answer)}
            >
              {t(answer === 'LATER' ? 'answer.LATER_SHORT' : `answer.${answer}`)}
            </Button>
          ))
        : null}
      {isProvider && !row.mayAnswer ? (
        <LinkButton href={`/mijn-leefgroepen/${row.unitId}`}>{t('do.figures')}</LinkButton>
      ) : null}
      {!isProvider && row.answer === 'AVAILABLE' ? (
        <LinkButton href={`/toewijzen/plaats/${row.unitId}/${row.module}`}>
          {t('do.candidates')}
        </LinkButton>
      ) : null}
      {row.mayWithdraw ? (
        <Button look="quiet" onPress={onWithdraw}>
          {t('do.withdraw')}
        </Button>
      ) : null}
    </div>
  );
}
