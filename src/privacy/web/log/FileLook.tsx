import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../../web/Answered.tsx';
import { Button, EmptyState, SearchField } from '../../../web/ui/index.ts';
import type { FileLog } from '../../contract.ts';
import type { LogSearch } from '../routes.ts';
import { useAsked } from '../use-privacy.ts';
import { Letter } from './Letter.tsx';
import { LinesTable } from './LinesTable.tsx';
import { EmergencyDialog, OpenedFiles } from './OpenedFiles.tsx';

interface FileLookProps {
  readonly search: LogSearch;
  readonly change: (part: LogSearch) => void;
}

const idPattern = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const idsOf = (text: string) => [...new Set(text.toLowerCase().match(idPattern))].slice(0, 20);

/** Who looked at one file, known by the ids of a child and its requests. */
export function FileLook({ search, change }: FileLookProps) {
  const { t } = useTranslation('privacy');
  const typed = search.dossier ?? '';
  const ids = idsOf(typed);
  const query = useAsked<FileLog>('/api/privacy/file', { ids: ids.join(',') }, ids.length > 0);
  const [isOpening, setOpening] = useState(false);
  const asLetter = search.toon === 'brief';
  return (
    <div className="pr-part">
      <div className="pr-fields vp-no-print">
        <SearchField
          label={t('file.ids')}
          help={t('file.idsHelp')}
          value={typed}
          onChange={(dossier) => change({ dossier })}
        />
      </div>
      <OpenedFiles />
      {ids.length === 0 ? (
        <EmptyState level={2} title={t('file.ask')}>
          {t('file.askNext')}
        </EmptyState>
      ) : (
        <Answered query={query} failed={t('log.failed')} mend={t('again')}>
          {({ lines, more, purposes }) => (
            <>
              <p aria-live="polite">
                {t(more ? 'file.countMore' : 'file.count', { count: lines.length })}
              </p>
              <div className="vp-actions vp-no-print">
                <Button onPress={() => change({ toon: asLetter ? undefined : 'brief' })}>
                  {t(asLetter ? 'letter.back' : 'letter.make')}
                </Button>
                <Button onPress={() => window.print()}>{t('log.print')}</Button>
                <Button onPress={() => setOpening(true)}>{t('emergency.open')}</Button>
              </div>
              {asLetter ? (
                <Letter {...{ lines, purposes, more }} />
              ) : lines.length > 0 ? (
                <LinesTable caption={t('log.byFile')} withNames {...{ lines, purposes }} />
              ) : (
                <EmptyState level={2} title={t('file.none')}>
                  {t('file.noneNext')}
                </EmptyState>
              )}
            </>
          )}
        </Answered>
      )}
      {isOpening ? (
        <EmergencyDialog fileId={ids[0] ?? ''} onClose={() => setOpening(false)} />
      ) : null}
    </div>
  );
}
