import { useState } from 'react';
import { Answered } from '../../web/Answered.tsx';
import { useTranslation } from 'react-i18next';
import { addDays, dayOf, formatDay, formatMoment } from '../../web/i18n/format.ts';
import { useNow } from '../../web/shell.ts';
import { Banner, Button, ConfirmDialog, EmptyState, LinkButton } from '../../web/ui/index.ts';
import type { Key } from '../contract.ts';
import { MakeKeyDialog } from './MakeKeyDialog.tsx';
import { useList, useWrite } from './use-administration.ts';
import './words.ts';
import './administration.css';

/** Keys with which the organisation's own systems read and import. */
export function KeysPage() {
  const { t } = useTranslation('administration');
  const today = dayOf(useNow());
  const query = useList<Key[]>('/api/keys');
  const [isMaking, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<Key | null>(null);
  return (
    <div className="ad-page ad-narrow">
      <header className="ad-head">
        <div>
          <h1>{t('keys.title')}</h1>
          <p className="vp-muted">{t('keys.intro')}</p>
        </div>
        <div className="vp-actions vp-no-print">
          <Button look="primary" onPress={() => setMaking(true)}>
            {t('keys.make')}
          </Button>
          <LinkButton href="/api/openapi.json" target="_blank">
            {t('keys.document')}
          </LinkButton>
        </div>
      </header>
      <Answered query={query} failed={t('listFailed')} lines={4}>
        {(data) => (
          <>
            {' '}
            {data.length === 0 ? (
              <EmptyState title={t('keys.none')} level={2}>
                {t('keys.noneNext')}
              </EmptyState>
            ) : null}
            <ul className="ad-list">
              {data.map((key) => (
                <li key={key.id}>
                  <KeyWords item={key} today={today} />
                  {key.revokedAt === null && key.endsOn > today ? (
                    <Button
                      size="small"
                      label={t('keys.revokeOf', { name: key.name })}
                      onPress={() => setRevoking(key)}
                    >
                      {t('keys.revoke')}
                    </Button>
                  ) : null}
                </li>
              ))}
            </ul>
          </>
        )}
      </Answered>
      {isMaking ? <MakeKeyDialog today={today} onClose={() => setMaking(false)} /> : null}
      {revoking ? <RevokeDialog item={revoking} onClose={() => setRevoking(null)} /> : null}
    </div>
  );
}

const soonDays = 30;

function KeyWords({ item, today }: { readonly item: Key; readonly today: string }) {
  const { t } = useTranslation('administration');
  const { name, scopes, endsOn, lastUsedAt, revokedAt } = item;
  const state = revokedAt
    ? t('keys.revokedOn', { day: formatDay(revokedAt.slice(0, 10)) })
    : endsOn <= today
      ? t('keys.over', { day: formatDay(endsOn) })
      : t('keys.until', { day: formatDay(endsOn) });
  return (
    <div>
      <h2 className="ad-name">{name}</h2>
      <p>
        {scopes.map((scope) => t(`keys.scope.${scope}`)).join(', ')} · {state}
      </p>
      {!revokedAt && endsOn > today && endsOn <= addDays(today, soonDays) ? (
        <Banner tone="caution">{t('keys.soon')}</Banner>
      ) : null}
      <p className="vp-muted ad-small">
        {t('keys.made', { who: item.madeBy, day: formatDay(item.madeAt.slice(0, 10)) })} ·{' '}
        {lastUsedAt ? t('keys.used', { moment: formatMoment(lastUsedAt) }) : t('keys.neverUsed')}
      </p>
    </div>
  );
}

function RevokeDialog({ item, onClose }: { readonly item: Key; readonly onClose: () => void }) {
  const { t } = useTranslation('administration');
  const { write, problem } = useWrite();
  return (
    <ConfirmDialog
      title={t('keys.revokeOf', { name: item.name })}
      isOpen
      onClose={onClose}
      verb={t('keys.revoke')}
      isPending={write.isPending}
      error={problem}
      onConfirm={() =>
        write.mutate(
          {
            path: `/api/keys/${item.id}/revoke`,
            said: t('keys.revoked', { name: item.name }),
          },
          { onSuccess: onClose },
        )
      }
    >
      {t('keys.revokeWhat')}
    </ConfirmDialog>
  );
}
