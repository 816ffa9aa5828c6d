import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays } from '../../../web/i18n/format.ts';
import { DatePicker, RadioGroup, TextField } from '../../../web/ui/index.ts';
import type { AnswerInquiry, InquiryRow } from '../../inquiry/contract.ts';
import { notAvailableReasons } from '../../inquiry/inquiry.ts';
import { FormDialog } from '../../../web/ui/FormDialog.tsx';
import { useToday, useWrite } from '../use-allocation.ts';

export interface Answering {
  readonly row: InquiryRow;
  readonly answer: AnswerInquiry['answer'];
}

/** The answer, with what it needs and no more: "there is a place" is one press further. */
export function AnswerDialog({
  row,
  answer,
  onDone,
  onClose,
}: Answering & { readonly onDone: () => void; readonly onClose: () => void }) {
  const { t } = useTranslation('inquiries');
  const { send, isPending, problem } = useWrite();
  const today = useToday();
  const [asked, setAsked] = useState(false);
  const [reason, setReason] = useState<NonNullable<AnswerInquiry['reason']> | null>(null);
  const [from, setFrom] = useState<string | null>(null);
  const [words, setWords] = useState('');
  const needsWords = reason === 'OTHER';
  const lacks = {
    reason: answer === 'NOT_AVAILABLE' && reason === null,
    from: answer === 'LATER' && from === null,
    words: needsWords && words.trim() === '',
  };
  const save = async () => {
    setAsked(true);
    if (Object.values(lacks).some(Boolean)) return;
    const done = await send({
      path: `/inquiries/${row.id}/answer`,
      body: {
        answer,
        ...(answer === 'NOT_AVAILABLE' ? { reason } : {}),
        ...(answer === 'LATER' ? { availableFrom: from } : {}),
        ...(words.trim() === '' ? {} : { words: words.trim() }),
      },
      said: t('said.answer'),
    });
    if (!done) return;
    onDone();
    onClose();
  };
  return (
    <FormDialog
      title={t(`form.title${answer}`, { unit: row.unitName })}
      verb={t('do.send')}
      isPending={isPending}
      problem={problem}
      onSave={() => void save()}
      onClose={onClose}
    >
      {answer === 'NOT_AVAILABLE' ? (
        <RadioGroup
          label={t('form.reason')}
          isRequired
          choices={notAvailableReasons.map((id) => ({ id, label: t(`reason.${id}`) }))}
          value={reason}
          onChange={(id) => setReason(notAvailableReasons.find((each) => each === id) ?? null)}
          error={asked && lacks.reason ? t('form.required') : null}
        />
      ) : null}
      {answer === 'LATER' ? (
        <DatePicker
          label={t('form.from')}
          isRequired
          value={from}
          onChange={setFrom}
          min={addDays(today, 1)}
          error={asked && lacks.from ? t('form.required') : null}
        />
      ) : null}
      <TextField
        label={t(needsWords ? 'form.wordsNeeded' : 'form.words')}
        help={t('form.noNames')}
        value={words}
        onChange={setWords}
        rows={2}
        maxLength={2000}
        isRequired={needsWords}
        error={asked && lacks.words ? t('form.required') : null}
      />
      <p className="al-small">{t('form.noFigures')}</p>
    </FormDialog>
  );
}
