import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Tabs } from '../../../web/ui/index.ts';
import type { LogSearch } from '../routes.ts';
import { AccountLog } from './AccountLog.tsx';
import { FileLook } from './FileLook.tsx';
import '../words.ts';
import '../privacy.css';

const route = getRouteApi('/logboek');

/** What an account saw between two moments, and who looked at a file; everything asked stands in the address. */
export function LogPage() {
  const { t } = useTranslation('privacy');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (part: LogSearch) =>
    void navigate({
      search: (before: LogSearch) => ({ ...before, ...part }),
      replace: true,
      resetScroll: false,
    });
  const ofFile = search.dossier !== undefined;
  return (
    <div className="pr-page">
      <header>
        <h1>{t('log.title')}</h1>
        <p className="vp-muted">{t('log.intro')}</p>
      </header>
      <Tabs
        label={t('log.by')}
        selected={ofFile ? 'file' : 'account'}
        onSelect={(id) =>
          change(
            id === 'file'
              ? { dossier: search.dossier ?? '', toon: undefined }
              : { dossier: undefined, toon: undefined },
          )
        }
        tabs={[
          {
            id: 'account',
            label: t('log.byAccount'),
            content: ofFile ? null : <AccountLog {...{ search, change }} />,
          },
          {
            id: 'file',
            label: t('log.byFile'),
            content: ofFile ? <FileLook {...{ search, change }} /> : null,
          },
        ]}
      />
    </div>
  );
}
