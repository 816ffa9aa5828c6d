import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../web/Answered.tsx';
import { Banner, EmptyState, RadioGroup, Tabs } from '../../web/ui/index.ts';
import type { File, Windows } from '../contract.ts';
import { ClaimsPart } from './ClaimsPart.tsx';
import { CopyPart } from './CopyPart.tsx';
import { LooksPart } from './LooksPart.tsx';
import { PartsPart } from './PartsPart.tsx';
import { RequestPart } from './RequestPart.tsx';
import { type FileTab, fileTabs } from './file-tabs.ts';
import { useFile, useWindows } from './use-dossier.ts';
import './words.ts';
import './dossier.css';

type Window = Windows['windows'][number];

/** The file of one child, in plain words: the request, letters, who looked, and what one can ask. */
export function FilePage() {
  const { t } = useTranslation('dossier');
  const query = useWindows();
  return (
    <div className="ds-page">
      <Answered query={query} failed={t('failed')} mend={t('again')}>
        {({ windows }) =>
          windows.length === 0 ? (
            <EmptyState level={1} title={t('none')}>
              {t('noneNext')}
            </EmptyState>
          ) : (
            <Files windows={windows} />
          )
        }
      </Answered>
    </div>
  );
}

/** One page, whatever is chosen: a way back through what one looked at would show it to the next who sits here. */
function useShown(windows: readonly Window[]) {
  const search = useSearch({ from: '/mijn-dossier' });
  const navigate = useNavigate({ from: '/mijn-dossier' });
  const shown = windows.find(({ childId }) => childId === search.dossier) ?? windows[0]!;
  const go = (change: { deel?: FileTab; dossier?: string }) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  return { shown, tab: search.deel ?? 'request', go };
}

function Files({ windows }: { readonly windows: readonly Window[] }) {
  const { t } = useTranslation('dossier');
  const { shown, tab, go } = useShown(windows);
  const query = useFile(shown.childId, shown.mark);
  return (
    <>
      {windows.length > 1 ? (
        <RadioGroup
          label={t('choose')}
          choices={windows.map(({ childId }, n) => ({
            id: childId,
            label: t('chooseOne', { n: n + 1 }),
          }))}
          value={shown.childId}
          onChange={(dossier) => go({ dossier })}
        />
      ) : null}
      <Answered query={query} failed={t('failed')} mend={t('again')}>
        {(file) => (
          <Opened
            key={`${shown.childId} ${shown.mark}`}
            {...{ file, tab, mark: shown.mark }}
            onTab={(deel) => go({ deel })}
          />
        )}
      </Answered>
    </>
  );
}

interface OpenedProps {
  readonly file: File;
  readonly mark: string;
  readonly tab: FileTab;
  readonly onTab: (tab: FileTab) => void;
}

function Opened({ file, mark, tab, onTab }: OpenedProps) {
  const { t } = useTranslation('dossier');
  const content = {
    request: <RequestPart file={file} onObject={() => onTab('claims')} />,
    parts: <PartsPart file={file} />,
    looks: <LooksPart file={file} mark={mark} />,
    claims: <ClaimsPart file={file} />,
    copy: <CopyPart file={file} />,
  };
  return (
    <>
      <header>
        <h1>{useTitle(file)}</h1>
        <p className="ds-intro">{t(`as.${file.kind}`)}</p>
        {file.invented ? <p className="vp-muted">{t('invented')}</p> : null}
      </header>
      {file.restriction === 'NONE' ? null : (
        <Banner tone="caution">
          {t(`limited.${file.restriction}`)}{' '}
          {file.ground ? t(`limited.ground.${file.ground}`) : null} {t('limited.next')}
        </Banner>
      )}
      <Tabs
        label={t('tabs.label')}
        tabs={fileTabs.map((id) => ({ id, label: t(`tabs.${id}`), content: content[id] }))}
        selected={tab}
        onSelect={(id) => onTab(fileTabs.find((each) => each === id) ?? 'request')}
      />
    </>
  );
}

function useTitle({ givenName, kind }: File): string {
  const { t } = useTranslation('dossier');
  if (givenName === null) return t('titleBare');
  return t(kind === 'CHILD' ? 'page.titleOwn' : 'page.title', { name: givenName });
}
