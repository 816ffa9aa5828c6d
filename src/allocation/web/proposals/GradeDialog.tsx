import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, DatePicker, TextField } from '../../../web/ui/index.ts';
import { FormDialog } from '../../../web/ui/FormDialog.tsx';
import { useToday } from '../use-allocation.ts';
import type { StepDialogProps } from './StepDialogs.tsx';
import { useStep } from './use-step.ts';

interface Agreement {
  what: string;
  owner: string;
  due: string | null;
}
const blank: Agreement = { what: '', owner: '', due: null };
const SHORTEST = 3;
const MOST = 20;

const isWhole = ({ what, owner, due }: Agreement) =>
  what.trim().length >= SHORTEST && owner.trim() !== '' && due !== null;

/** The mandate one grade up or down: its motive, who was heard, and upwards who does what by when. */
export function GradeDialog({ detail, onClose, to }: StepDialogProps & { readonly to: number }) {
  const { t } = useTranslation('allocation');
  const { take, asked, isPending, problem } = useStep(detail.row.id, onClose);
  const [motive, setMotive] = useState('');
  const [heard, setHeard] = useState('');
  const isUp = to > detail.row.grade;
  const [agreements, setAgreements] = useState<readonly Agreement[]>(isUp ? [blank] : []);
  const isShort = (text: string) => text.trim().length < SHORTEST;
  const change = (at: number, part: Partial<Agreement>) =>
    setAgreements((before) => before.map((each, n) => (n === at ? { ...each, ...part } : each)));
  const save = () =>
    void take(!isShort(motive) && !isShort(heard) && agreements.every(isWhole), () => ({
      name: 'grade',
      body: {
        to,
        motive: motive.trim(),
        heard: heard.trim(),
        ...(agreements.length > 0 ? { agreements } : {}),
      },
      said: t('acts.said.grade', { grade: to }),
    }));
  return (
    <FormDialog
      title={t('grade.title', { grade: to })}
      verb={t('grade.verb', { grade: to })}
      {...{ isPending, problem, onClose }}
      onSave={save}
    >
      <p>{t(`codes.grade.${to as 1}`)}</p>
      <TextField
        label={t('grade.motive')}
        value={motive}
        onChange={setMotive}
        rows={3}
        maxLength={2000}
        isRequired
        error={asked && isShort(motive) ? t('form.tooShort') : null}
      />
      <TextField
        label={t('grade.heard')}
        help={t('grade.heardHelp')}
        value={heard}
        onChange={setHeard}
        maxLength={2000}
        isRequired
        error={asked && isShort(heard) ? t('form.tooShort') : null}
      />
      {agreements.map((agreement, at) => (
        <AgreementFields
          // biome-ignore lint/suspicious/noArrayIndexKey: rows are only added at the end
          key={at}
          number={at + 1}
          agreement={agreement}
          change={(part) => change(at, part)}
          isAsked={asked}
        />
      ))}
      {isUp && agreements.length < MOST ? (
        <Button size="small" onPress={() => setAgreements((before) => [...before, blank])}>
          {t('grade.add')}
        </Button>
      ) : null}
    </FormDialog>
  );
}

function AgreementFields({
  number,
  agreement,
  change,
  isAsked,
}: {
  readonly number: number;
  readonly agreement: Agreement;
  readonly change: (part: Partial<Agreement>) => void;
  readonly isAsked: boolean;
}) {
  const { t } = useTranslation('allocation');
  const today = useToday();
  const { what, owner, due } = agreement;
  return (
    <fieldset className="al-fieldset">
      <legend>{t('grade.agreement', { number })}</legend>
      <TextField
        label={t('grade.what')}
        value={what}
        onChange={(text) => change({ what: text })}
        maxLength={1000}
        isRequired
        error={isAsked && what.trim().length < SHORTEST ? t('form.tooShort') : null}
      />
      <TextField
        label={t('grade.owner')}
        value={owner}
        onChange={(text) => change({ owner: text })}
        maxLength={200}
        isRequired
        error={isAsked && owner.trim() === '' ? t('form.required') : null}
      />
      <DatePicker
        label={t('grade.due')}
        value={due}
        onChange={(day) => change({ due: day })}
        min={today}
        isRequired
        error={isAsked && due === null ? t('form.required') : null}
      />
    </fieldset>
  );
}
