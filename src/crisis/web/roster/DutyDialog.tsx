import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DatePicker, RadioGroup, Select, TextField } from '../../../web/ui/index.ts';
import { FormDialog } from '../../../web/ui/FormDialog.tsx';
import type { Done } from '../../contract.ts';
import { useLacks } from '../desk/use-form.ts';
import { useWrite } from '../use-crisis.ts';
import { halfHours, turnOf } from './moment-of.ts';
import './words.ts';

const times = halfHours.map((id) => ({ id, label: id.replace(':', '.') }));
const lines = ['1', '2'] as const;

interface DutyDialogProps {
  readonly day: string;
  readonly onClose: () => void;
}

/** Who answers the telephone, from when until when. */
export function DutyDialog({ day, onClose }: DutyDialogProps) {
  const { t } = useTranslation('crisis-roster');
  const { send, isPending, problem } = useWrite();
  const { isWhole, lack } = useLacks();
  const [on, setOn] = useState<string | null>(day);
  const [from, setFrom] = useState('20:00');
  const [until, setUntil] = useState('08:00');
  const [name, setName] = useState('');
  const [phone, setPhone] = useState('');
  const [line, setLine] = useState<string>('1');
  const save = async () => {
    if (!isWhole(on, name) || on === null) return;
    const done = await send<Done>({
      path: '/duties',
      body: {
        ...turnOf(on, from, until),
        name: name.trim(),
        line: Number(line),
        ...(phone.trim() === '' ? {} : { phone: phone.trim() }),
      },
      said: t('said.add', { name: name.trim() }),
    });
    if (done) onClose();
  };
  return (
    <FormDialog
      title={t('duty.title')}
      verb={t('duty.save')}
      {...{ isPending, problem, onClose }}
      onSave={() => void save()}
    >
      <TextField
        label={t('duty.name')}
        isRequired
        autoFocus
        maxLength={120}
        value={name}
        onChange={setName}
        error={lack(name, t('duty.nameLacks'))}
      />
      <TextField
        label={t('duty.phone')}
        type="tel"
        maxLength={40}
        value={phone}
        onChange={setPhone}
      />
      <DatePicker
        label={t('duty.day')}
        isRequired
        value={on}
        onChange={setOn}
        error={lack(on, t('duty.dayLacks'))}
      />
      <Select label={t('duty.from')} choices={times} value={from} onChange={setFrom} />
      <Select
        label={t('duty.until')}
        help={t(until > from ? 'duty.sameDay' : 'duty.nextDay')}
        choices={times}
        value={until}
        onChange={setUntil}
      />
      <RadioGroup
        label={t('duty.line')}
        choices={lines.map((id) => ({ id, label: t(`duty.lines.${id}`) }))}
        value={line}
        onChange={setLine}
      />
    </FormDialog>
  );
}
