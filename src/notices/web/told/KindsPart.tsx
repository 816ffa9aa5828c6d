import { useTranslation } from 'react-i18next';
import { useSession } from '../../../web/shell.ts';
import { Answered } from '../../../web/Answered.tsx';
import { Banner, Select } from '../../../web/ui/index.ts';
import type { Choices, Choose, Told } from '../../contract.ts';
import { noticeKinds, usualMail, usualPush } from '../../kinds.ts';
import { useNoticeWords } from '../notice-words.ts';
import { useChoices } from '../use-notices.ts';

const ways: readonly Told[] = ['AT_ONCE', 'DAILY', 'NEVER'];
const pushes = ['AT_ONCE', 'NEVER'] as const;
const areas = ['crisis', 'foster-care', 'allocation', 'capacity', 'account'] as const;

/** For each kind that this role is told of: at once, gathered each morning, or never; inside and by mail. */
export function KindsPart({ hasMail }: { readonly hasMail: boolean }) {
  const { t } = useTranslation('told');
  const { role } = useSession();
  const { asked, choose, isError } = useChoices();
  const kinds = Object.entries(noticeKinds)
    .filter(([, roles]) => roles.includes(role))
    .map(([kind]) => kind);
  return (
    <Answered query={asked} failed={t('failed')} lines={8}>
      {(choices) => (
        <>
          <p className="vp-muted">{t('kinds.intro')}</p>
          {hasMail ? null : <p className="vp-muted">{t('kinds.noMail')}</p>}
          {isError ? <Banner tone="danger">{t('kinds.saveFailed')}</Banner> : null}
          {areas.map((area) => {
            const own = kinds.filter((kind) => kind.startsWith(`${area}.`));
            return own.length === 0 ? null : (
              <section key={area} aria-labelledby={`nt-${area}`}>
                <h3 id={`nt-${area}`}>{t(`kinds.area.${area}`)}</h3>
                <ul className="nt-kinds">
                  {own.map((kind) => (
                    <KindRow key={kind} {...{ kind, choices, choose, hasMail }} />
                  ))}
                </ul>
              </section>
            );
          })}
        </>
      )}
    </Answered>
  );
}

interface RowProps {
  readonly kind: string;
  readonly choices: Choices;
  readonly choose: (choice: { kind: string } & Choose) => void;
  readonly hasMail: boolean;
}

function KindRow({ kind, choices, choose, hasMail }: RowProps) {
  const { t } = useTranslation('told');
  const { nameOf } = useNoticeWords();
  const name = nameOf(kind);
  const chosen = choices.find((choice) => choice.kind === kind);
  const told = chosen?.told ?? 'AT_ONCE';
  return (
    <li>
      <fieldset className="nt-kind">
        <legend>{name}</legend>
        <Select
          label={t('kinds.inside')}
          choices={ways
            // What concerns one's own account is always told.
            .filter((way) => way !== 'NEVER' || !kind.startsWith('account.'))
            .map((id) => ({ id, label: t(`told.${id}`) }))}
          value={told}
          onChange={(way) => choose({ kind, told: way as Told })}
        />
        <Select
          label={t('kinds.mailed')}
          isDisabled={!hasMail || told === 'NEVER'}
          choices={ways.map((id) => ({ id, label: t(`told.${id}`) }))}
          value={told === 'NEVER' ? 'NEVER' : (chosen?.mailed ?? usualMail(kind))}
          onChange={(way) => choose({ kind, mailed: way as Told })}
        />
        <Select
          label={t('kinds.pushed')}
          isDisabled={told === 'NEVER'}
          choices={pushes.map((id) => ({ id, label: t(`told.${id}`) }))}
          value={told === 'NEVER' ? 'NEVER' : (chosen?.pushed ?? usualPush(kind))}
          onChange={(way) => choose({ kind, pushed: way as (typeof pushes)[number] })}
        />
      </fieldset>
    </li>
  );
}
