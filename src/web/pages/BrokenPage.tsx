import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api.ts';
import { ErrorState } from '../ui/feedback.tsx';

/** A page that could not be drawn or fetched. */
export function BrokenPage({
  error,
  reset,
}: {
  readonly error: unknown;
  readonly reset: () => void;
}) {
  const { t } = useTranslation('shell');
  const problem = error instanceof ApiProblem ? error : null;
  const noAnswer = problem?.status === 0;
  const tryAgain = t(problem?.reference ? 'broken.mend' : 'broken.again');
  return (
    <ErrorState
      what={problem?.message || (noAnswer ? t('broken.noAnswer') : t('broken.title'))}
      mend={noAnswer ? t('broken.mendNetwork') : (problem?.mend ?? tryAgain)}
      reference={problem?.reference}
      onRetry={reset}
    />
  );
}
