import { useTranslation } from 'react-i18next';
import { Button, Dialog, FileDrop, ProgressBar } from '../../../web/ui/index.ts';
import type { ListImport } from '../../files/contract.ts';
import { Refusal } from '../../../web/ui/FormDialog.tsx';
import { ChangesTable, ProblemsTable } from './ImportTables.tsx';
import { useListImport } from './use-list-import.ts';
import './words.ts';

const ENDINGS = ['.csv', '.xlsx'];
const MOST_BYTES = 5 * 1024 * 1024;

const changesNothing = ({ counts }: ListImport) => counts.new + counts.changed === 0;

/** A file of children of one's own region: chosen, looked through whole, then applied. */
export function ImportDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('list-files');
  const { file, checking, isApplying, fault, again, send, apply } = useListImport();
  const mayApply = file?.state === 'CHECKED' && !changesNothing(file);
  return (
    <Dialog
      title={t('title')}
      isOpen
      isWide
      onClose={onClose}
      actions={
        <>
          {mayApply ? (
            <Button look="primary" isPending={isApplying} onPress={() => void apply(file)}>
              {t('apply')}
            </Button>
          ) : null}
          {file && file.state !== 'APPLIED' ? <Button onPress={again}>{t('again')}</Button> : null}
          <Button look="quiet" onPress={onClose}>
            {t('close')}
          </Button>
        </>
      }
    >
      <div className="wl-form">
        {fault ? (
          <Refusal words={fault.message ? `${fault.message}. ${fault.mend ?? ''}` : t('failed')} />
        ) : null}
        {checking ? (
          <ProgressBar label={t('checking', { name: checking })} share={null} />
        ) : file ? (
          <Looked file={file} />
        ) : (
          <>
            <p>{t('what')}</p>
            <FileDrop
              label={t('drop')}
              endings={ENDINGS}
              maxBytes={MOST_BYTES}
              onFile={(chosen) => void send(chosen)}
            />
            <p className="wl-small">{t('example')}</p>
          </>
        )}
      </div>
    </Dialog>
  );
}

function Looked({ file }: { readonly file: ListImport }) {
  const { t } = useTranslation('list-files');
  if (file.state === 'APPLIED') return <p role="status">{t('done', file.counts)}</p>;
  if (file.state === 'REFUSED')
    return (
      <>
        <p role="status">
          <b>{t('problems', { count: file.problemCount })}</b> {t('problemsNext')}
        </p>
        <ProblemsTable file={file} />
      </>
    );
  return (
    <>
      <p role="status">
        <b>{changesNothing(file) ? t('nothing') : t('counts', file.counts)}</b>
      </p>
      {file.changes.length > 0 ? <ChangesTable file={file} /> : null}
    </>
  );
}
