import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../../web/api.ts';
import { useSession } from '../../../../web/shell.ts';
import { Banner, EmptyState, ErrorState, Icon, Skeleton } from '../../../../web/ui/index.ts';
import { ImportBegin } from './ImportBegin.tsx';
import { ImportList } from './ImportList.tsx';
import { ImportOne } from './ImportOne.tsx';
import { useImport, useMayImport } from './use-import.ts';
import '../provider.css';
import './import.css';
import '../words.ts';

/** Which import is open stands in the address: a reload, or another page in between, loses nothing. */
function useOpenImport(): [string | undefined, (id: string | undefined) => void] {
  const { invoer } = useSearch({ strict: false });
  const navigate = useNavigate();
  const open = (id: string | undefined) =>
    void navigate({ to: '.', search: id ? { invoer: id } : {} });
  return [invoer, open];
}

/** Import: choose a file, see what it would change, apply all of it or nothing, and take it back. */
export function ImportPage() {
  const { t } = useTranslation('capacity');
  const session = useSession();
  const mayImport = useMayImport();
  const isRecognition = session.role === 'AS';
  const [openId, open] = useOpenImport();
  return (
    <div className="pv-page im-page">
      <header>
        {isRecognition ? null : (
          <p className="vp-no-print">
            <Link to="/mijn-leefgroepen" className="pv-back">
              <Icon name="chevron" />
              {t('provider.unit.back')}
            </Link>
          </p>
        )}
        <h1>{t(isRecognition ? 'provider.import.titleRecognition' : 'provider.import.title')}</h1>
        <p className="vp-muted">
          {t(isRecognition ? 'provider.import.introRecognition' : 'provider.import.intro')}
        </p>
      </header>
      {mayImport ? null : <Banner>{t('provider.import.readOnly')}</Banner>}
      {openId === undefined ? (
        mayImport ? (
          <ImportBegin isRecognition={isRecognition} onTaken={open} />
        ) : null
      ) : (
        <Opened key={openId} id={openId} onOpen={open} />
      )}
      <ImportList openId={openId} onOpen={open} />
    </div>
  );
}

interface OpenedProps {
  readonly id: string;
  readonly onOpen: (id: string | undefined) => void;
}

function Opened({ id, onOpen }: OpenedProps) {
  const { t } = useTranslation('capacity');
  const { data, error, refetch } = useImport(id);
  if (data) return <ImportOne state={data} onOpen={onOpen} />;
  if (error instanceof ApiProblem && (error.status === 404 || error.status === 400)) {
    return (
      <EmptyState title={t('provider.import.notFound')}>
        {t('provider.import.notFoundNext')}
      </EmptyState>
    );
  }
  if (error) {
    return (
      <ErrorState
        what={t('provider.import.failedLoad')}
        onRetry={() => void refetch()}
        kept={null}
      />
    );
  }
  return <Skeleton lines={6} />;
}
