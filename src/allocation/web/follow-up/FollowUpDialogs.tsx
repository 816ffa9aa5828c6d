import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays } from '../../../web/i18n/format.ts';
import { DatePicker, RadioGroup, TextField } from '../../../web/ui/index.ts';
import { followUpResults } from '../../follow-up/codes.ts';
import type { FollowUpRow, Register } from '../../follow-up/contract.ts';
import { FormDialog } from '../../../web/ui/FormDialog.tsx';
import { useToday, useWrite } from '../use-allocation.ts';
import './words.ts';

interface DialogProps {
  readonly row: FollowUpRow;
  readonly onClose: () => void;
}
type Result = Register['result'];
const resultOf = (id: string): Result | null => followUpResults.find((each) => each === id) ?? null;

/** Writes, and closes when it was written; nothing is sent while something lacks. */
function useAnswer(onClose: () => void) {
  const [asked, setAsked] = useState(false);
  const { send, isPending, problem } = useWrite();
  const save = async (isWhole: boolean, path: string, body: object, said: string) => {
    setAsked(true);
    if (isWhole && (await send({ path, body, said }))) onClose();
  };
  return { asked, isPending, problem, save };
}

/** The provider says how it goes and what is needed. */
export function ViewDialog({ row, onClose }: DialogProps) {
  const { t } = useTranslation('follow-up');
  const { t: tForm } = useTranslation('allocation');
  const { asked, isPending, problem, save } = useAnswer(onClose);
  const [view, setView] = useState<Result | null>(row.view);
  const [words, setWords] = useState(row.viewWords ?? '');
  return (
    <FormDialog
      title={t('say.title', { name: row.pseudonym })}
      verb={tForm('form.save')}
      {...{ isPending, problem, onClose }}
      onSave={() =>
        void save(
          view !== null,
          `/follow-ups/${row.id}/view`,
          { view, ...(words.trim() && { words: words.trim() }) },
          t('say.said'),
        )
      }
    >
      <RadioGroup
        label={t('say.how')}
        isRequired
        choices={followUpResults.map((id) => ({ id, label: t(`result.${id}`) }))}
        value={view}
        onChange={(id) => setView(resultOf(id))}
        error={asked && view === null ? tForm('form.required') : null}
      />
      <TextField
        label={t('say.words')}
        help={tForm('form.noNames')}
        value={words}
        onChange={setWords}
        rows={3}
        maxLength={2000}
      />
    </FormDialog>
  );
}

/** What comes of it: how the stay goes, the next step where it does not go well, and when it is asked again. */
export function RegisterDialog({ row, onClose }: DialogProps) {
  const { t } = useTranslation('follow-up');
  const { t: tForm } = useTranslation('allocation');
  const { asked, isPending, problem, save } = useAnswer(onClose);
  const tomorrow = addDays(useToday(), 1);
  const [result, setResult] = useState<Result | null>(
    row.result ?? (row.state === 'CLOSED' ? 'ENDED' : row.view),
  );
  const [words, setWords] = useState(row.words ?? '');
  const [nextStep, setNextStep] = useState(row.nextStep ?? '');
  const [again, setAgain] = useState<string | null>(null);
  const needsStep = result !== null && result !== 'GOES_WELL';
  const lacksStep = needsStep && nextStep.trim() === '';
  const offered = row.state === 'CLOSED' ? (['ENDED'] as const) : followUpResults;
  return (
    <FormDialog
      title={t('register.title', { name: row.pseudonym })}
      verb={t('register.do')}
      {...{ isPending, problem, onClose }}
      onSave={() =>
        void save(
          result !== null && !lacksStep,
          `/follow-ups/${row.id}/result`,
          {
            result,
            ...(words.trim() && { words: words.trim() }),
            ...(nextStep.trim() && { nextStep: nextStep.trim() }),
            ...(again && result !== 'ENDED' && { again }),
          },
          t('register.said'),
        )
      }
    >
      <RadioGroup
        label={t('register.result')}
        isRequired
        choices={offered.map((id) => ({ id, label: t(`result.${id}`) }))}
        value={result}
        onChange={(id) => setResult(resultOf(id))}
        error={asked && result === null ? tForm('form.required') : null}
      />
      <TextField
        label={t('register.words')}
        help={tForm('form.noNames')}
        value={words}
        onChange={setWords}
        rows={3}
        maxLength={2000}
      />
      <TextField
        label={t('register.next')}
        help={t('register.nextHelp')}
        value={nextStep}
        onChange={setNextStep}
        rows={2}
        maxLength={1000}
        isRequired={needsStep}
        error={asked && lacksStep ? tForm('form.required') : null}
      />
      {result === 'ENDED' ? null : (
        <DatePicker
          label={t('register.again')}
          help={t('register.againHelp')}
          value={again}
          onChange={setAgain}
          min={tomorrow}
        />
      )}
    </FormDialog>
  );
}
