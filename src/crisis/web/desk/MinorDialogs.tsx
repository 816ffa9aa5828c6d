import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf } from '../../../web/i18n/format.ts';
import { useApi, useNow } from '../../../web/shell.ts';
import {
  Banner,
  CheckboxGroup,
  DateField,
  RadioGroup,
  Select,
  TextField,
} from '../../../web/ui/index.ts';
import { FormDialog } from '../../../web/ui/FormDialog.tsx';
import { noResponseReasons } from '../../codes.ts';
import type { RequestDetail } from '../../contract.ts';
import { useWrite } from '../use-crisis.ts';
import { useLacks } from './use-form.ts';

type Minor = RequestDetail['minors'][number];
interface MinorDialogProps {
  readonly minor: Minor;
  readonly onClose: () => void;
}

/** Who a minor is, as far as it is known: for the desk of the region alone. */
export function IdentityDialog({ minor, onClose }: MinorDialogProps) {
  const { t } = useTranslation('crisis-acts');
  const { send, isPending, problem } = useWrite();
  const { isWhole, lack } = useLacks();
  const [givenName, setGiven] = useState(minor.givenName ?? '');
  const [familyName, setFamily] = useState(minor.familyName ?? '');
  const [birthDate, setBirth] = useState(minor.birthDate);
  const [phone, setPhone] = useState(minor.phone ?? '');
  const today = dayOf(useNow());
  const anything = `${givenName}${familyName}${birthDate ?? ''}${phone}`;
  const save = async () => {
    if (!isWhole(anything)) return;
    const typed = { givenName, familyName, birthDate: birthDate ?? '', phone };
    const said = Object.entries(typed).filter(([, value]) => value.trim() !== '');
    const done = await send({
      method: 'PUT',
      path: `/minors/${minor.id}/identity`,
      body: Object.fromEntries(said),
      said: t('said.identity'),
    });
    if (done) onClose();
  };
  return (
    <FormDialog
      title={t('act.identity')}
      verb={t('identity.verb')}
      {...{ isPending, problem, onClose }}
      onSave={() => void save()}
    >
      <p>{t('identity.words')}</p>
      <TextField
        label={t('identity.givenName')}
        maxLength={100}
        value={givenName}
        onChange={setGiven}
        autoFocus
        error={lack(anything, t('identity.lacks'))}
      />
      <TextField
        label={t('identity.familyName')}
        maxLength={100}
        value={familyName}
        onChange={setFamily}
      />
      <DateField
        label={t('identity.birthDate')}
        max={today}
        value={birthDate}
        onChange={setBirth}
      />
      <TextField
        label={t('identity.phone')}
        type="tel"
        maxLength={40}
        value={phone}
        onChange={setPhone}
      />
    </FormDialog>
  );
}

/** The request for one minor is withdrawn; a place that was promised is free again. */
export function WithdrawDialog({ minor, onClose }: MinorDialogProps) {
  const { t } = useTranslation('crisis-acts');
  const { t: c } = useTranslation('crisis');
  const { send, isPending, problem } = useWrite();
  const { isWhole, lack } = useLacks();
  const [reason, setReason] = useState<string | null>(null);
  const save = async () => {
    if (!isWhole(reason)) return;
    const path = `/minors/${minor.id}/withdraw`;
    if (await send({ path, body: { reason }, said: t('said.withdraw') })) onClose();
  };
  return (
    <FormDialog
      title={t('act.withdraw')}
      verb={t('withdraw.verb')}
      {...{ isPending, problem, onClose }}
      onSave={() => void save()}
    >
      <p>{t('withdraw.words')}</p>
      <Select
        label={t('withdraw.why')}
        isRequired
        choices={noResponseReasons.map((id) => ({ id, label: c(`code.reason.${id}`) }))}
        value={reason}
        onChange={setReason}
        error={lack(reason)}
      />
    </FormDialog>
  );
}

interface Module {
  readonly code: string;
  readonly name: string;
}
const noModules: readonly Module[] = [];
const fileKinds = ['VOLUNTARY', 'OCJ_MANO', 'VK_MANO', 'COURT', 'COURT_URGENT'] as const;

/** Really a long-term need: on to the waiting list of the region, with what is known. */
export function ToListDialog({ minor, onClose }: MinorDialogProps) {
  const { t } = useTranslation('crisis-acts');
  const api = useApi();
  const { data: modules = noModules } = useQuery({
    queryKey: ['capacity', 'modules'],
    queryFn: ({ signal }) => api.get<Module[]>('/api/capacity/modules', {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
  const { send, isPending, problem } = useWrite();
  const { isWhole, lack } = useLacks();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [fileKind, setKind] = useState<string | null>(null);
  const [month, setMonth] = useState('');
  const isMonth = /^\d{4}-(0[1-9]|1[0-2])$/.test(isoMonth(month));
  const asksMonth = minor.birthDate === null;
  const first = chosen[0] ?? null;
  const bornMonth = asksMonth ? (isMonth ? isoMonth(month) : null) : '-';
  const save = async () => {
    if (!isWhole(first, fileKind, bornMonth)) return;
    const done = await send({
      path: `/minors/${minor.id}/waiting-list`,
      body: { modules: chosen, fileKind, ...(asksMonth ? { bornMonth } : {}) },
      said: t('said.toList'),
    });
    if (done) onClose();
  };
  return (
    <FormDialog
      title={t('act.toList')}
      verb={t('toList.verb')}
      {...{ isPending, problem, onClose }}
      onSave={() => void save()}
    >
      <p>{t('toList.words')}</p>
      <RadioGroup
        label={t('toList.fileKind')}
        isRequired
        choices={fileKinds.map((id) => ({ id, label: t(`fileKind.${id}`) }))}
        value={fileKind}
        onChange={setKind}
        error={lack(fileKind)}
      />
      {asksMonth ? (
        <TextField
          label={t('toList.month')}
          help={t('toList.monthHelp')}
          isRequired
          maxLength={7}
          value={month}
          onChange={setMonth}
          error={lack(bornMonth, t('toList.monthLacks'))}
        />
      ) : null}
      {modules.length === 0 ? (
        <Banner>{t('toList.modulesLoading')}</Banner>
      ) : (
        <CheckboxGroup
          label={t('toList.modules')}
          isRequired
          choices={modules.map(({ code, name }) => ({ id: code, label: name }))}
          value={chosen}
          onChange={setChosen}
          error={lack(first)}
        />
      )}
    </FormDialog>
  );
}

/** `3/2012` and `03-2012` → `2012-03`, as a day is said here. */
function isoMonth(typed: string): string {
  const [, month, year] = /^\s*(\d{1,2})[/.\- ](\d{4})\s*$/.exec(typed) ?? [];
  return month && year ? `${year}-${month.padStart(2, '0')}` : typed.trim();
}
