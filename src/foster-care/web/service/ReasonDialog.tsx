import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../../web/ui/FormDialog.tsx';
import { DatePicker, RadioGroup, TextField } from '../../../web/ui/index.ts';
import { useWrite } from '../use-foster-care.ts';

interface ReasonDialogProps<Reason extends string> {
  readonly title: string;
  readonly verb: string;
  readonly label: string;
  readonly reasons: readonly Reason[];
  readonly words: (reason: Reason) => string;
  /** After `/api/foster-care`. */
  readonly path: string;
  readonly said: string;
  /** Asks for a day as well, between two. */
  readonly day?: { readonly label: string; readonly min: string; readonly max: string };
  /** Asks for words of the service for itself as well, and shows what the family reads instead. */
  readonly aside?: {
    readonly label: string;
    readonly help: string;
    readonly told: (reason: Reason) => string;
  };
  readonly onClose: () => void;
}

const ASIDE_LENGTH = 300;

/** A step that says why, and on which day where that counts. */
export function ReasonDialog<Reason extends string>(props: ReasonDialogProps<Reason>) {
  const { t } = useTranslation('foster-service');
  const { send, isPending, problem } = useWrite();
  const [reason, setReason] = useState<Reason | null>(null);
  const [on, setOn] = useState(props.day?.max ?? null);
  const [words, setWords] = useState('');
  const [isTried, setTried] = useState(false);
  const save = async () => {
    setTried(true);
    if (!reason || (props.day && !on)) return;
    const aside = words.trim();
    const body = { reason, ...(props.day ? { on } : {}), ...(aside ? { words: aside } : {}) };
    if (await send({ path: props.path, body, said: props.said })) props.onClose();
  };
  return (
    <FormDialog
      title={props.title}
      verb={props.verb}
      look="danger"
      {...{ isPending, problem }}
      onSave={() => void save()}
      onClose={props.onClose}
    >
      {props.day ? <DatePicker {...props.day} isRequired value={on} onChange={setOn} /> : null}
      <RadioGroup
        label={props.label}
        isRequired
        choices={props.reasons.map((id) => ({ id, label: props.words(id) }))}
        value={reason}
        onChange={(next) => setReason(props.reasons.find((each) => each === next) ?? null)}
        error={isTried && !reason ? t('form.required') : null}
      />
      {props.aside && reason ? <p>{props.aside.told(reason)}</p> : null}
      {props.aside ? (
        <TextField
          label={props.aside.label}
          help={props.aside.help}
          rows={2}
          maxLength={ASIDE_LENGTH}
          value={words}
          onChange={setWords}
        />
      ) : null}
    </FormDialog>
  );
}
