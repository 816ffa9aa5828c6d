import { useTranslation } from 'react-i18next';
import { useSession } from '../../../../web/shell.ts';
import { Banner, Button, ErrorState, LinkButton, ProgressBar } from '../../../../web/ui/index.ts';
import type { ImportState } from '../../../contract.ts';
import { useProblemWords } from '../problem-words.ts';
import { useUndo } from '../use-provider.ts';
import { FileIn } from './ImportBegin.tsx';
import { ChangeList, Counts, FigureTable } from './ImportPreview.tsx';
import { ProblemTable } from './ProblemTable.tsx';
import { StateHeading } from './StateHeading.tsx';
import { useDecide, useMayImport } from './use-import.ts';
import '../words.ts';

export interface ImportOneProps {
  readonly state: ImportState;
  readonly onOpen: (id: string | undefined) => void;
}

/** One import, in the state in which it is. */
export function ImportOne(props: ImportOneProps) {
  switch (props.state.state) {
    case 'STAGING':
    case 'APPLYING':
      return <Moving {...props} />;
    case 'CHECKED':
      return <Checked {...props} />;
    case 'REFUSED':
      return <Refused {...props} />;
    case 'APPLIED':
      return <Applied key={String(props.state.undone)} {...props} />;
    case 'CANCELLED':
    case 'FAILED':
      return <Ended {...props} />;
  }
}

/** The server works on it: how far it is, and the way to stop it. */
function Moving({ state }: ImportOneProps) {
  const { t } = useTranslation('capacity');
  const { decide } = useDecide(state.id);
  const mayImport = useMayImport();
  const name = state.fileName;
  const label =
    state.phase === 'APPLYING'
      ? t('provider.import.applying', { name })
      : state.phase === 'CHECKING'
        ? t('provider.import.checking', { name })
        : t('provider.import.reading', { name });
  return (
    <section className="pv-section" aria-label={label}>
      <ProgressBar
        label={`${label}: ${t('provider.import.rows', { count: state.rowsRead })}`}
        share={null}
        {...(state.phase === 'APPLYING' || !mayImport
          ? {}
          : { onCancel: () => void decide('cancel') })}
      />
      <p className="vp-muted">{t('provider.import.stillSafe')}</p>
    </section>
  );
}

/** What would change, to be applied or not. */
function Checked({ state, onOpen }: ImportOneProps) {
  const { t } = useTranslation('capacity');
  const words = useProblemWords();
  const { isSending, problem, decide } = useDecide(state.id);
  const mayImport = useMayImport();
  const { counts } = state;
  const changesNothing = counts.added + counts.changed + counts.removed === 0;
  const told = problem ? words(problem) : null;
  const title = t('provider.import.preview', { name: state.fileName });
  return (
    <section className="pv-section" aria-label={title}>
      <StateHeading>{title}</StateHeading>
      <Counts counts={counts} />
      {changesNothing ? (
        <Banner>
          {t(state.rowsRead === 0 ? 'provider.import.noRows' : 'provider.import.nothing')}
        </Banner>
      ) : null}
      {told ? (
        <ErrorState
          what={`${t('provider.import.notApplied')} ${told.what}`}
          mend={told.mend}
          reference={problem?.reference}
        />
      ) : null}
      {mayImport ? (
        <div className="im-decide">
          {changesNothing ? null : <p>{t('provider.import.allOrNothing')}</p>}
          <div className="vp-actions">
            {changesNothing ? (
              <Button look="primary" onPress={() => onOpen(undefined)}>
                {t('provider.import.another')}
              </Button>
            ) : (
              <>
                <Button look="primary" isPending={isSending} onPress={() => void decide('apply')}>
                  {t('provider.import.apply')}
                </Button>
                <Button look="quiet" onPress={() => void decide('cancel')}>
                  {t('provider.import.cancel')}
                </Button>
              </>
            )}
          </div>
          {isSending ? (
            <ProgressBar
              label={t('provider.import.applying', { name: state.fileName })}
              share={null}
            />
          ) : null}
        </div>
      ) : null}
      <FigureTable figures={state.figures} changesNothing={changesNothing} />
      <Findings state={state} />
      <ChangeList changes={state.changes} counts={counts} />
    </section>
  );
}

/** What is taken in but has to be looked at, and what is worth knowing. */
function Findings({ state }: Pick<ImportOneProps, 'state'>) {
  const { t } = useTranslation('capacity');
  return (
    <>
      {state.findings.length > 0 ? (
        <>
          <h3>{t('provider.import.findings')}</h3>
          <p className="vp-muted">
            {t('provider.import.findingsWords', { count: state.counts.findings })}
          </p>
          <ProblemTable
            caption={t('provider.import.findings')}
            problems={state.findings}
            fileName={state.fileName}
          />
        </>
      ) : null}
      {state.notices.length > 0 ? (
        <>
          <h3>{t('provider.import.notices')}</h3>
          <ul className="im-notices">
            {state.notices.map((notice) => (
              <li key={`${notice.code} ${notice.sheet} ${notice.row} ${notice.column}`}>
                {notice.message} {notice.mend}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  );
}

/** The file cannot be taken in: where it goes wrong and how to mend it. */
function Refused({ state, onOpen }: ImportOneProps) {
  const { t } = useTranslation('capacity');
  const mayImport = useMayImport();
  const { counts, problems } = state;
  const title = t('provider.import.refused', { name: state.fileName });
  return (
    <section className="pv-section" aria-label={title}>
      <StateHeading>{title}</StateHeading>
      <Banner tone="danger" isAnnounced>
        {t('provider.import.refusedWords', { count: counts.problems })}
      </Banner>
      <h3>{t('provider.import.problems')}</h3>
      {counts.problems > problems.length ? (
        <p className="vp-muted">
          {t('provider.import.problemsShown', { count: problems.length, all: counts.problems })}
        </p>
      ) : null}
      <ProblemTable
        caption={t('provider.import.problems')}
        problems={problems}
        fileName={state.fileName}
      />
      <div className="vp-actions">
        <LinkButton href={`/api/capacity/imports/${state.id}/problems`} download>
          {t('provider.import.download')}
        </LinkButton>
      </div>
      <Findings state={state} />
      {mayImport ? <FileIn onTaken={onOpen} isFixed /> : null}
    </section>
  );
}

function Applied({ state, onOpen }: ImportOneProps) {
  const { t } = useTranslation('capacity');
  const undo = useUndo();
  const session = useSession();
  const mayImport = useMayImport();
  const { eventId, undone, fileName: name } = state;
  const title = t(undone ? 'provider.import.appliedUndone' : 'provider.import.applied', { name });
  return (
    <section className="pv-section" aria-label={title}>
      <StateHeading>{title}</StateHeading>
      <Counts counts={state.counts} />
      <div className="vp-actions">
        {session.role === 'AS' ? null : (
          <LinkButton look="primary" href="/mijn-leefgroepen">
            {t('provider.import.toUnits')}
          </LinkButton>
        )}
        {mayImport && eventId && !undone ? (
          <Button onPress={() => void undo([eventId])}>{t('provider.import.undo')}</Button>
        ) : null}
        {mayImport ? (
          <Button look="quiet" onPress={() => onOpen(undefined)}>
            {t('provider.import.another')}
          </Button>
        ) : null}
      </div>
      {undone ? null : <FigureTable figures={state.figures} changesNothing={false} />}
      <Findings state={state} />
      <ChangeList changes={state.changes} counts={state.counts} />
    </section>
  );
}

function Ended({ state, onOpen }: ImportOneProps) {
  const { t } = useTranslation('capacity');
  const mayImport = useMayImport();
  const isFailed = state.state === 'FAILED';
  const title = t(isFailed ? 'provider.import.failed' : 'provider.import.cancelled', {
    name: state.fileName,
  });
  return (
    <section className="pv-section" aria-label={title}>
      <StateHeading>{title}</StateHeading>
      <p>{t(isFailed ? 'provider.import.failedWords' : 'provider.import.cancelledWords')}</p>
      {state.problems.length > 0 ? (
        <ProblemTable
          caption={t('provider.import.problems')}
          problems={state.problems}
          fileName={state.fileName}
        />
      ) : null}
      {mayImport ? (
        <div className="vp-actions">
          <Button look="primary" onPress={() => onOpen(undefined)}>
            {t('provider.import.another')}
          </Button>
        </div>
      ) : null}
    </section>
  );
}
