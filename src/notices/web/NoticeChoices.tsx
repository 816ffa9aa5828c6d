import { useTranslation } from 'react-i18next';
import { useSession } from '../../web/shell.ts';
import { Banner, Select, Skeleton } from '../../web/ui/index.ts';
import type { Told } from '../contract.ts';
import { noticeKinds } from '../kinds.ts';
import { useNoticeWords } from './notice-words.ts';
import { useChoices } from './use-notices.ts';

const ways: readonly Told[] = ['AT_ONCE', 'DAILY', 'NEVER'];

/** For each kind that this role is told of: at once, gathered each morning, or never. */
export function NoticeChoices() {
  const { t } = useTranslation('notices');
  const { nameOf } = useNoticeWords();
  const { role } = useSession();
  const { choices, choose, isError } = useChoices();
  const kinds = Object.entries(noticeKinds)
    .filter(([, roles]) => roles.includes(role))
    .map(([kind]) => kind);
  if (kinds.length === 0) return <p className="vp-muted">{t('choices.none')}</p>;
  if (!choices) return <Skeleton lines={kinds.length} />;
  return (
    <div className="nt-choices">
      <p className="vp-muted">{t('choices.intro')}</p>
      {isError ? <Banner tone="danger">{t('choices.failed')}</Banner> : null}
      {kinds.map((kind) => (
        <Select
          key={kind}
          label={nameOf(kind)}
          choices={ways
            // What concerns one's own account is always told.
            .filter((told) => told !== 'NEVER' || !kind.startsWith('account.'))
            .map((id) => ({ id, label: t(`choices.${id}`) }))}
          value={choices.find((choice) => choice.kind === kind)?.told ?? 'AT_ONCE'}
          onChange={(told) => choose({ kind, told: told as Told })}
        />
      ))}
    </div>
  );
}
