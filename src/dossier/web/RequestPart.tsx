import { useTranslation } from 'react-i18next';
import { dayOf, formatDay, formatList, formatNumber } from '../../web/i18n/format.ts';
import { Button, Disclosure, EmptyState } from '../../web/ui/index.ts';
import type { File } from '../contract.ts';
import { stageOf, stages } from '../stages.ts';
import { DecisionsPart } from './DecisionsPart.tsx';
import { OrderPart } from './OrderPart.tsx';
import { useNames } from './use-names.ts';

interface RequestPartProps {
  readonly file: File;
  readonly onObject: () => void;
}

/** What is asked and where it stands, which place in the order and why, what was decided. */
export function RequestPart({ file, onObject }: RequestPartProps) {
  const { t } = useTranslation('dossier');
  const nameOf = useNames();
  const { request } = file;
  if (!request)
    return (
      <EmptyState level={2} title={t('request.none')}>
        {t('request.noneNext')}
      </EmptyState>
    );
  return (
    <>
      <section className="ds-section">
        <h2>{t('request.title')}</h2>
        <StepsPicture state={request.state} />
        <p>{t(`request.state.${request.state as 'WAITING'}`)}</p>
        {request.modules.length > 0 ? (
          <p>{t('request.what', { modules: formatList(request.modules.map(nameOf)) })}</p>
        ) : null}
        {file.region ? <p>{t('request.region', { region: nameOf(file.region) })}</p> : null}
        <StepsTable file={file} />
      </section>
      <OrderPart file={file} />
      <DecisionsPart file={file} />
      {file.allows.includes('CLAIMS') ? (
        <section className="ds-section">
          <p>{t('decision.object')}</p>
          <div>
            <Button onPress={onObject}>{t('decision.objectVerb')}</Button>
          </div>
        </section>
      ) : null}
    </>
  );
}

function StepsPicture({ state }: { readonly state: string }) {
  const { t } = useTranslation('dossier');
  const now = stageOf(state);
  if (now === null) return null;
  const at = stages.indexOf(now);
  return (
    <ol className="ds-steps">
      {stages.map((stage, n) => {
        const stand = n < at ? 'done' : n === at ? 'now' : 'later';
        return (
          <li key={stage} data-stand={stand} aria-current={stand === 'now' ? 'step' : undefined}>
            <span className="ds-dot" aria-hidden="true">
              {formatNumber(n + 1)}
            </span>
            <span>{t(`request.steps.${stage}`)}</span>
            <small>{t(`request.${stand}`)}</small>
          </li>
        );
      })}
    </ol>
  );
}

function StepsTable({ file }: { readonly file: File }) {
  const { t } = useTranslation('dossier');
  if (!file.steps?.length) return null;
  return (
    <Disclosure title={t('request.table')}>
      <table className="ds-table">
        <thead>
          <tr>
            <th scope="col">{t('request.step')}</th>
            <th scope="col">{t('request.on')}</th>
          </tr>
        </thead>
        <tbody>
          {file.steps.map(({ state, at }) => (
            <tr key={`${state} ${at}`}>
              <td>{t(`request.state.${state as 'WAITING'}`)}</td>
              <td>{formatDay(dayOf(at))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Disclosure>
  );
}
