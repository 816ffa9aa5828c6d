import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../../web/ui/FormDialog.tsx';
import { LinkButton, RadioGroup, TextField } from '../../../web/ui/index.ts';
import { type FamilyRefusalReason, familyRefusalReasons } from '../../codes.ts';
import { useWrite } from '../use-foster-care.ts';
import type { BoardFamily } from './board-order.ts';

const ASIDE_LENGTH = 300;

interface RefuseFamilyProps {
  readonly family: BoardFamily;
  readonly onClose: () => void;
}

/** A no to who signed up: why, and how to say it kindly while there still is an address to say it to. */
export function RefuseFamily({ family, onClose }: RefuseFamilyProps) {
  const { t } = useTranslation('foster-service');
  const { send, isPending, problem } = useWrite();
  const [reason, setReason] = useState<FamilyRefusalReason | null>(null);
  const [words, setWords] = useState('');
  const [isTried, setTried] = useState(false);
  const save = async () => {
    setTried(true);
    if (!reason) return;
    const aside = words.trim();
    const body = { state: 'REFUSED', reason, ...(aside ? { words: aside } : {}) };
    const said = t('said.family.REFUSED');
    if (await send({ path: `/families/${family.id}/decide`, body, said })) onClose();
  };
  const kind = reason && t(`decide.REFUSED.kind.${reason}`);
  return (
    <FormDialog
      title={t('decide.REFUSED.title', { name: family.contactName })}
      verb={t('act.refuse')}
      look="danger"
      {...{ isPending, problem, onClose }}
      onSave={() => void save()}
    >
      <p>{t('decide.REFUSED.what')}</p>
      <RadioGroup
        label={t('decide.REFUSED.why')}
        isRequired
        choices={familyRefusalReasons.map((id) => ({ id, label: t(`code.familyRefusal.${id}`) }))}
        value={reason}
        onChange={(id) => setReason(familyRefusalReasons.find((each) => each === id) ?? null)}
        error={isTried && !reason ? t('form.required') : null}
      />
      {kind ? (
        <div className="fs-preview">
          <b>{t('decide.REFUSED.say')}</b>
          <p>{kind}</p>
          {family.mail ? (
            <div className="vp-actions">
              <LinkButton href={mailTo(family.mail, t('decide.REFUSED.subject'), kind)}>
                {t('decide.REFUSED.mail')}
              </LinkButton>
            </div>
          ) : null}
        </div>
      ) : null}
      <TextField
        label={t('decide.REFUSED.words')}
        help={t('decide.REFUSED.wordsHelp')}
        rows={2}
        maxLength={ASIDE_LENGTH}
        value={words}
        onChange={setWords}
      />
    </FormDialog>
  );
}

const mailTo = (mail: string, subject: string, body: string): string =>
  `mailto:${encodeURIComponent(mail)}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
