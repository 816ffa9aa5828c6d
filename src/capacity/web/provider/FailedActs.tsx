import { useTranslation } from 'react-i18next';
import { Button, Icon } from '../../../web/ui/index.ts';
import type { ApiProblem } from '../../../web/api.ts';
import type { Pending } from './outbox.ts';
import { useProblemWords } from './problem-words.ts';
import { useActs } from './use-provider.ts';
import './words.ts';

/** Sending the same again may help: nobody answered, or the server was busy. */
const mayHelp = (problem: ApiProblem | null) =>
  problem === null || problem.status === 0 || problem.status === 429 || problem.status >= 500;

/** Acts that were not saved: what, why, how to mend it, and the way to send them again. */
export function FailedActs({ failed }: { readonly failed: readonly Pending[] }) {
  const { t } = useTranslation('capacity');
  const words = useProblemWords();
  const acts = useActs();
  return failed.map(({ id, said, problem }) => {
    const told = problem ? words(problem) : null;
    return (
      <div key={id} className="vp-error pv-failed" role="alert">
        <Icon name="warning" />
        <div>
          <p className="vp-error-what">
            {t(mayHelp(problem) ? 'provider.act.unsure' : 'provider.act.failed', { act: said })}
          </p>
          {told ? (
            <p>
              {told.what} {told.mend}
            </p>
          ) : null}
          <div className="vp-actions">
            {mayHelp(problem) ? (
              <Button onPress={() => void acts.retry(id)}>{t('provider.act.retry')}</Button>
            ) : null}
            <Button look="quiet" onPress={() => acts.drop(id)}>
              {t('provider.act.drop')}
            </Button>
          </div>
        </div>
      </div>
    );
  });
}
