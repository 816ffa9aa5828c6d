import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Banner, Button, say, Select, TextField } from '../../../web/ui/index.ts';
import { isLanguage, type Language, languages } from '../../../platform/language.ts';
import type { Mailbox } from '../../contract.ts';
import { useKeepMailbox } from './use-mailbox.ts';

const NONE = 'none';
const hours = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`);
const isAddress = (text: string) => /^[^\s@<>,;:"()[\]\\]{1,64}@[A-Za-z0-9.-]{1,190}$/.test(text);

interface Form {
  address: string;
  language: Language;
  quietFrom: string | null;
  quietUntil: string | null;
}

/** One's own address: where, in which language, and at which hours not. */
export function MailboxPart({ mailbox }: { readonly mailbox: Mailbox | null }) {
  const { t, i18n } = useTranslation('told');
  const { t: speak } = useTranslation('shell');
  const { keep, drop, problem } = useKeepMailbox();
  const [asked, setAsked] = useState(false);
  const [form, setForm] = useState<Form>({
    address: mailbox?.address ?? '',
    language: mailbox?.language ?? (isLanguage(i18n.language) ? i18n.language : 'nl'),
    quietFrom: mailbox?.quietFrom ?? null,
    quietUntil: mailbox?.quietUntil ?? null,
  });
  const change = (part: Partial<Form>) => setForm((before) => ({ ...before, ...part }));
  const lacks = {
    address: !isAddress(form.address.trim()),
    hours:
      (form.quietFrom === null) !== (form.quietUntil === null) ||
      (form.quietFrom !== null && form.quietFrom === form.quietUntil),
  };
  const save = () => {
    setAsked(true);
    if (lacks.address || lacks.hours) return;
    keep.mutate(
      { ...form, address: form.address.trim() },
      { onSuccess: () => void say({ text: t('mail.saved') }) },
    );
  };
  return (
    <>
      <p role="status">
        {mailbox?.confirmedAt && !mailbox.refusedAt
          ? t('mail.on', { address: mailbox.address })
          : t('mail.off')}
      </p>
      {mailbox?.refusedAt ? <Banner tone="caution">{t('mail.refused')}</Banner> : null}
      {mailbox && !mailbox.confirmedAt ? <CodePart address={mailbox.address} /> : null}
      <div className="nt-mailbox">
        <TextField
          label={t('mail.address')}
          type="email"
          autoComplete="email"
          value={form.address}
          onChange={(address) => change({ address })}
          maxLength={254}
          error={asked && lacks.address ? t('mail.addressWrong') : null}
        />
        <Select
          label={t('mail.language')}
          choices={languages.map((id) => ({ id, label: speak(`look.languages.${id}`) }))}
          value={form.language}
          onChange={(id) => change({ language: isLanguage(id) ? id : 'nl' })}
        />
        {(['quietFrom', 'quietUntil'] as const).map((edge) => (
          <Select
            key={edge}
            label={t(`mail.${edge}`)}
            choices={[
              { id: NONE, label: t('mail.none') },
              ...hours.map((hour) => ({ id: hour, label: hour })),
            ]}
            value={form[edge] ?? NONE}
            onChange={(id) => change({ [edge]: id === NONE ? null : id })}
            error={asked && lacks.hours ? t('mail.quietWrong') : null}
          />
        ))}
      </div>
      {problem ? <Banner tone="danger">{problem}</Banner> : null}
      <div className="vp-actions">
        <Button look="primary" onPress={save} isPending={keep.isPending}>
          {t('mail.save')}
        </Button>
        {mailbox ? (
          <Button
            look="quiet"
            isPending={drop.isPending}
            onPress={() =>
              drop.mutate(undefined, {
                onSuccess: () => {
                  change({ address: '' });
                  say({ text: t('mail.dropped') });
                },
              })
            }
          >
            {t('mail.drop')}
          </Button>
        ) : null}
      </div>
    </>
  );
}

/** The code that came by mail proves that the address is one's own. */
function CodePart({ address }: { readonly address: string }) {
  const { t } = useTranslation('told');
  const { confirm } = useKeepMailbox();
  const [code, setCode] = useState('');
  const isWrong = confirm.data?.confirmed === false || confirm.isError;
  return (
    <div className="nt-code">
      <p>{t('code.intro', { address })}</p>
      <TextField
        label={t('code.label')}
        autoComplete="one-time-code"
        value={code}
        onChange={setCode}
        maxLength={6}
        error={isWrong ? t('code.wrong') : null}
      />
      <Button
        isPending={confirm.isPending}
        isDisabled={!/^\d{6}$/.test(code)}
        onPress={() =>
          confirm.mutate(code, {
            onSuccess: ({ confirmed }) => {
              if (confirmed) say({ text: t('code.right') });
            },
          })
        }
      >
        {t('code.confirm')}
      </Button>
    </div>
  );
}
