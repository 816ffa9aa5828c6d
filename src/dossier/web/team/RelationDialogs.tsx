import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../../web/ui/FormDialog.tsx';
import { RadioGroup, TextField } from '../../../web/ui/index.ts';
import { grounds, restrictions, windowKinds } from '../../codes.ts';
import type { Relation } from '../../team/contract.ts';
import { useWrite } from '../use-dossier.ts';

interface Limit {
  readonly restriction: string;
  readonly ground: string | null;
  readonly orderReference: string;
}
const noLimit: Limit = { restriction: 'NONE', ground: null, orderReference: '' };

/** A limit without its ground is none that somebody can account for. */
const isWhole = ({ restriction, ground }: Limit) => restriction === 'NONE' || ground !== null;
const bodyOf = ({ restriction, ground, orderReference }: Limit) =>
  restriction === 'NONE'
    ? { restriction }
    : { restriction, ground, ...(orderReference.trim() ? { orderReference } : {}) };

interface LimitFieldsProps {
  readonly limit: Limit;
  readonly isTried: boolean;
  readonly onChange: (limit: Limit) => void;
}

function LimitFields({ limit, isTried, onChange }: LimitFieldsProps) {
  const { t } = useTranslation('dossier-team');
  return (
    <>
      <RadioGroup
        label={t('keeping.restrictionLabel')}
        choices={restrictions.map((id) => ({ id, label: t(`keeping.restriction.${id}`) }))}
        value={limit.restriction}
        onChange={(restriction) => onChange({ ...limit, restriction })}
      />
      {limit.restriction === 'NONE' ? null : (
        <>
          <RadioGroup
            label={t('keeping.groundLabel')}
            isRequired
            choices={grounds.map((id) => ({ id, label: t(`keeping.ground.${id}`) }))}
            value={limit.ground}
            onChange={(ground) => onChange({ ...limit, ground })}
            error={isTried && limit.ground === null ? t('required') : null}
          />
          <TextField
            label={t('keeping.order')}
            value={limit.orderReference}
            maxLength={200}
            onChange={(orderReference) => onChange({ ...limit, orderReference })}
          />
        </>
      )}
    </>
  );
}

interface OfRelation {
  readonly relation: Relation;
  readonly onClose: () => void;
}

/** Limits a window on a ground, or takes the limit away. */
export function LimitDialog({ relation, onClose }: OfRelation) {
  const { t } = useTranslation('dossier-team');
  const { send, isPending, problem } = useWrite(t('refused'));
  const [limit, setLimit] = useState<Limit>({
    restriction: relation.restriction,
    ground: relation.ground,
    orderReference: relation.orderReference ?? '',
  });
  const [isTried, setTried] = useState(false);
  const save = async () => {
    setTried(true);
    if (!isWhole(limit)) return;
    if (await send(`/windows/${relation.id}/change`, bodyOf(limit), t('saved'))) onClose();
  };
  return (
    <FormDialog
      title={`${t('keeping.change')}: ${relation.name}`}
      verb={t('save')}
      {...{ isPending, problem, onClose }}
      onSave={() => void save()}
    >
      <LimitFields {...{ limit, isTried }} onChange={setLimit} />
    </FormDialog>
  );
}

/** Ends a window at once. */
export function EndDialog({ relation, onClose }: OfRelation) {
  const { t } = useTranslation('dossier-team');
  const { send, isPending, problem } = useWrite(t('refused'));
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const save = async () => {
    setTried(true);
    if (reason.trim().length < 3) return;
    if (await send(`/windows/${relation.id}/end`, { reason }, t('saved'))) onClose();
  };
  return (
    <FormDialog
      title={`${t('keeping.end')}: ${relation.name}`}
      verb={t('keeping.end')}
      look="danger"
      {...{ isPending, problem, onClose }}
      onSave={() => void save()}
    >
      <TextField
        label={t('keeping.endReason')}
        isRequired
        value={reason}
        maxLength={500}
        onChange={setReason}
        error={isTried && reason.trim().length < 3 ? t('required') : null}
      />
    </FormDialog>
  );
}

/** A window for somebody whose identity was checked. */
export function GiveDialog({
  childId,
  onClose,
}: {
  readonly childId: string;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('dossier-team');
  const { send, isPending, problem } = useWrite(t('refused'));
  const [kind, setKind] = useState<string | null>(null);
  const [name, setName] = useState('');
  const [subject, setSubject] = useState('');
  const [limit, setLimit] = useState(noLimit);
  const [isTried, setTried] = useState(false);
  const isFilled = kind !== null && name.trim().length > 1 && subject.trim() !== '';
  const save = async () => {
    setTried(true);
    if (!isFilled || !isWhole(limit)) return;
    const body = { kind, name, subject, ...bodyOf(kind === 'CHILD' ? noLimit : limit) };
    if (await send(`/children/${childId}/windows`, body, t('saved'))) onClose();
  };
  return (
    <FormDialog
      title={t('keeping.give')}
      verb={t('save')}
      {...{ isPending, problem, onClose }}
      onSave={() => void save()}
    >
      <RadioGroup
        label={t('keeping.kind')}
        isRequired
        choices={windowKinds.map((id) => ({ id, label: t(`keeping.windowKind.${id}`) }))}
        value={kind}
        onChange={setKind}
        error={isTried && kind === null ? t('required') : null}
      />
      <TextField
        label={t('keeping.name')}
        isRequired
        value={name}
        maxLength={200}
        onChange={setName}
        error={isTried && name.trim().length < 2 ? t('required') : null}
      />
      <TextField
        label={t('keeping.subject')}
        help={t('keeping.subjectHelp')}
        isRequired
        value={subject}
        maxLength={200}
        onChange={setSubject}
        error={isTried && subject.trim() === '' ? t('required') : null}
      />
      {kind === null || kind === 'CHILD' ? null : (
        <LimitFields {...{ limit, isTried }} onChange={setLimit} />
      )}
    </FormDialog>
  );
}
