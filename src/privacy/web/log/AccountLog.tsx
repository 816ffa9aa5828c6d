import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../../web/Answered.tsx';
import { formatNumber } from '../../../web/i18n/format.ts';
import { useApi } from '../../../web/shell.ts';
import { Banner, Button, ComboBox, EmptyState, LinkButton, Select } from '../../../web/ui/index.ts';
import type { Accounts, SeenLog, Touched } from '../../contract.ts';
import { MomentField } from '../MomentField.tsx';
import type { LogSearch } from '../routes.ts';
import { useAsked } from '../use-privacy.ts';
import { BlockDialog } from './BlockDialog.tsx';
import { BreachDialog } from './BreachDialog.tsx';
import { FilesTable } from './FilesTable.tsx';
import { LinesTable } from './LinesTable.tsx';
import { isoOf } from './moments.ts';
import { useLogWords } from './use-log-words.ts';

interface AccountLogProps {
  readonly search: LogSearch;
  readonly change: (part: LogSearch) => void;
}
type Account = Accounts['rows'][number];

/** Whose looks, from when until when. */
export function AccountLog({ search, change }: AccountLogProps) {
  const { t } = useTranslation('privacy');
  const api = useApi();
  const { roleOf } = useLogWords();
  const { account, van, tot } = search;
  const asked = account && van && tot ? { account, from: isoOf(van), until: isoOf(tot) } : null;
  const asFiles = search.toon === 'dossiers';
  const lines = useAsked<SeenLog>('/api/privacy/log', asked ?? {}, asked !== null);
  const name = lines.data?.account.name ?? '';
  const detailOf = ({ roles, organisations }: Account) =>
    [roles.map(roleOf).join(', '), organisations.join(', ')].filter(Boolean).join(' · ');
  return (
    <div className="pr-part">
      <div className="pr-fields vp-no-print">
        <ComboBox
          label={t('log.account')}
          value={account ? { id: account, label: name } : null}
          onChange={(choice) => change({ account: choice?.id })}
          search={async (text, signal) => {
            const { rows } = await api.get<Accounts>('/api/privacy/accounts', { text }, signal);
            return rows.map((row) => ({ id: row.id, label: row.name, detail: detailOf(row) }));
          }}
        />
        <MomentField label={t('log.from')} value={van} onChange={(next) => change({ van: next })} />
        <MomentField
          label={t('log.until')}
          value={tot}
          onChange={(next) => change({ tot: next })}
        />
        <Select
          label={t('log.show')}
          value={asFiles ? 'dossiers' : 'lijnen'}
          choices={[
            { id: 'lijnen', label: t('log.lines') },
            { id: 'dossiers', label: t('log.files') },
          ]}
          onChange={(id) => change({ toon: id === 'dossiers' ? 'dossiers' : undefined })}
        />
      </div>
      {asked ? (
        <Answered query={lines} failed={t('log.failed')} mend={t('again')}>
          {(answer) => (
            <>
              <AboutAccount {...{ asked, answer }} />
              {asFiles ? (
                <Files asked={asked} />
              ) : (
                <Lines {...{ answer }} onEarlier={(until) => change({ tot: until })} />
              )}
            </>
          )}
        </Answered>
      ) : (
        <EmptyState level={2} title={t('log.ask')}>
          {t('log.askNext')}
        </EmptyState>
      )}
    </div>
  );
}

interface Asked {
  readonly account: string;
  readonly from: string;
  readonly until: string;
}

/** How much there is, and what can be done with it or about this account. */
function AboutAccount({ asked, answer }: { readonly asked: Asked; readonly answer: SeenLog }) {
  const { t } = useTranslation('privacy');
  const [open, setOpen] = useState<'block' | 'breach' | null>(null);
  const { account, total } = answer;
  return (
    <>
      {account.blockedAt ? <Banner tone="caution">{t('log.isBlocked')}</Banner> : null}
      <p aria-live="polite">
        <b>{account.name}</b>: {t('log.total', { count: total, total: formatNumber(total) })}
      </p>
      <div className="vp-actions vp-no-print">
        <LinkButton download href={`/api/privacy/log/export?${new URLSearchParams({ ...asked })}`}>
          {t('log.export')}
        </LinkButton>
        <Button onPress={() => window.print()}>{t('log.print')}</Button>
        <Button onPress={() => setOpen('breach')}>{t('breach.say')}</Button>
        {account.blockedAt ? null : (
          <Button look="danger" onPress={() => setOpen('block')}>
            {t('block.verb')}
          </Button>
        )}
      </div>
      {open === 'block' ? <BlockDialog {...{ account }} onClose={() => setOpen(null)} /> : null}
      {open === 'breach' ? (
        <BreachDialog {...asked} name={account.name} onClose={() => setOpen(null)} />
      ) : null}
    </>
  );
}

interface LinesProps {
  readonly answer: SeenLog;
  readonly onEarlier: (until: string) => void;
}

function Lines({ answer, onEarlier }: LinesProps) {
  const { t } = useTranslation('privacy');
  const { lines, more, purposes } = answer;
  const last = lines.at(-1);
  if (!last)
    return (
      <EmptyState level={2} title={t('log.none')}>
        {t('log.noneNext')}
      </EmptyState>
    );
  return (
    <>
      <LinesTable caption={t('log.lines')} withNames={false} {...{ lines, purposes }} />
      {more ? (
        <div className="vp-actions vp-no-print">
          <Button onPress={() => onEarlier(fieldOf(last.at))}>{t('log.earlier')}</Button>
        </div>
      ) : null}
    </>
  );
}

/** The minute after a moment, as the field holds it: nothing of that minute is left out. */
function fieldOf(moment: string): string {
  const next = new Date(Math.floor(Date.parse(moment) / 60_000 + 1) * 60_000);
  const local = new Date(next.getTime() - next.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

function Files({ asked }: { readonly asked: Asked }) {
  const { t } = useTranslation('privacy');
  const query = useAsked<Touched>('/api/privacy/touched', { ...asked });
  return (
    <Answered query={query} failed={t('log.failed')} mend={t('again')}>
      {(answer) => <FilesTable {...answer} />}
    </Answered>
  );
}
