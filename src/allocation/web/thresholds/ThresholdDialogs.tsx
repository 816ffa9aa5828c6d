import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RadioGroup, TextField } from '../../../web/ui/index.ts';
import type { ThresholdRow } from '../../thresholds/contract.ts';
import { asksGround, followUps, type ThresholdState } from '../../thresholds/sides.ts';
import { FormDialog } from '../../../web/ui/FormDialog.tsx';
import { useWrite } from '../use-allocation.ts';
import './words.ts';

interface DialogProps {
  readonly row: ThresholdRow;
  readonly onClose: () => void;
}

const shortest = 3;
const isShort = (text: string) => text.trim().length < shortest;

/** What is done about it, or on which ground it is accepted. */
export function FollowUpDialog({ row, onClose }: DialogProps) {
  const { t } = useTranslation('thresholds');
  const { send, isPending, problem } = useWrite();
  const choices: readonly ThresholdState[] = followUps[row.state];
  const [state, setState] = useState<ThresholdState>(choices[0]!);
  const [ground, setGround] = useState('');
  const [isAsked, setAsked] = useState(false);
  const isMissing = asksGround.includes(state) && isShort(ground);
  const save = async () => {
    setAsked(true);
    if (isMissing) return;
    const done = await send({
      path: `/thresholds/${row.id}/follow-up`,
      body: { state, ...(ground.trim() ? { ground: ground.trim() } : {}) },
      said: t('one.said'),
    });
    if (done) onClose();
  };
  return (
    <FormDialog
      title={t('one.followTitle')}
      verb={t('one.save')}
      {...{ isPending, problem, onClose }}
      onSave={() => void save()}
    >
      <RadioGroup
        label={t('one.next')}
        choices={choices.map((id) => ({ id, label: t(`state.${id}`) }))}
        value={state}
        onChange={(id) => setState(choices.find((each) => each === id) ?? state)}
      />
      <TextField
        label={t('one.groundLabel')}
        help={t('one.groundHelp')}
        value={ground}
        onChange={setGround}
        rows={3}
        maxLength={1000}
        isRequired={asksGround.includes(state)}
        error={isAsked && isMissing ? t('comments.tooShort') : null}
      />
    </FormDialog>
  );
}

/** Somebody says something of it. */
export function CommentDialog({ row, onClose }: DialogProps) {
  const { t } = useTranslation('thresholds');
  const { send, isPending, problem } = useWrite();
  const [words, setWords] = useState('');
  const [isAsked, setAsked] = useState(false);
  const save = async () => {
    setAsked(true);
    if (isShort(words)) return;
    const done = await send({
      path: `/thresholds/${row.id}/comments`,
      body: { words: words.trim() },
      said: t('comments.said'),
    });
    if (done) onClose();
  };
  return (
    <FormDialog
      title={t('comments.add')}
      verb={t('comments.send')}
      {...{ isPending, problem, onClose }}
      onSave={() => void save()}
    >
      <TextField
        label={t('comments.label')}
        help={t('comments.help')}
        value={words}
        onChange={setWords}
        rows={4}
        maxLength={2000}
        isRequired
        error={isAsked && isShort(words) ? t('comments.tooShort') : null}
      />
    </FormDialog>
  );
}
