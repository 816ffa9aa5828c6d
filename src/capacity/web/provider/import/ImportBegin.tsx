import { useTranslation } from 'react-i18next';
import { ErrorState, FileDrop, LinkButton, ProgressBar } from '../../../../web/ui/index.ts';
import { useProblemWords } from '../problem-words.ts';
import { useSendFile } from './use-import.ts';
import '../words.ts';

const ENDINGS = ['.csv', '.xlsx', '.json'];
const MOST_BYTES = 64_000_000;

export interface FileInProps {
  readonly onTaken: (importId: string) => void;
  readonly isFixed?: boolean;
}

/** A place for the file, its way to the server, and what went wrong on that way. */
export function FileIn({ onTaken, isFixed }: FileInProps) {
  const { t } = useTranslation('capacity');
  const words = useProblemWords();
  const { sending, send, cancel } = useSendFile(onTaken);
  if (sending.state === 'sending') {
    return (
      <ProgressBar
        label={t('provider.import.sending', { name: sending.file.name })}
        share={null}
        onCancel={cancel}
      />
    );
  }
  const told = sending.state === 'failed' ? words(sending.problem) : null;
  return (
    <>
      {sending.state === 'failed' && told ? (
        <ErrorState
          what={`${t('provider.import.notSent')} ${told.what}`}
          mend={told.mend}
          onRetry={() => void send(sending.file)}
          reference={sending.problem.reference}
        />
      ) : null}
      <FileDrop
        label={t(isFixed ? 'provider.import.dropFixed' : 'provider.import.drop')}
        endings={ENDINGS}
        maxBytes={MOST_BYTES}
        onFile={(file) => void send(file)}
      />
    </>
  );
}

const address = (kind: string, format: 'csv' | 'xlsx') =>
  `/api/capacity/export/${kind}?format=${format}`;

export interface ImportBeginProps {
  /** Recognition is imported for all providers at once, by the access team's steward. */
  readonly isRecognition: boolean;
  readonly onTaken: (importId: string) => void;
}

/** Choose a file, or fetch one's own data to begin with. */
export function ImportBegin({ isRecognition, onTaken }: ImportBeginProps) {
  const { t } = useTranslation('capacity');
  return (
    <>
      <FileIn onTaken={onTaken} />
      <section className="pv-section" aria-label={t('provider.import.begin')}>
        <h2 className="im-heading">{t('provider.import.begin')}</h2>
        <p className="vp-muted">{t('provider.import.beginWords')}</p>
        <div className="vp-actions">
          {isRecognition ? (
            <>
              <LinkButton href={address('recognition', 'xlsx')} download>
                {t('provider.import.export.recognitionXlsx')}
              </LinkButton>
              <LinkButton href={address('recognition', 'csv')} download>
                {t('provider.import.export.recognition')}
              </LinkButton>
            </>
          ) : (
            <>
              <LinkButton href={address('all', 'xlsx')} download>
                {t('provider.import.export.all')}
              </LinkButton>
              {(['stay', 'absence', 'unavailability'] as const).map((kind) => (
                <LinkButton key={kind} look="quiet" href={address(kind, 'csv')} download>
                  {t(`provider.import.export.${kind}`)}
                </LinkButton>
              ))}
            </>
          )}
        </div>
      </section>
    </>
  );
}
