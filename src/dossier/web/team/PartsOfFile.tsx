import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDay } from '../../../web/i18n/format.ts';
import { FormDialog } from '../../../web/ui/FormDialog.tsx';
import { Button, DatePicker, RadioGroup, Select, TextField } from '../../../web/ui/index.ts';
import { partClasses, partKinds } from '../../codes.ts';
import type { Keeping } from '../../team/contract.ts';
import { useWrite } from '../use-dossier.ts';

type Part = Keeping['parts'][number];

/** What is in the file and of which class: what a class means stands beside each choice. */
export function PartsOfFile({ keeping }: { readonly keeping: Keeping }) {
  const { t } = useTranslation('dossier-team');
  const [opened, setOpened] = useState<Part | 'new' | null>(null);
  const close = () => setOpened(null);
  return (
    <section className="ds-section">
      <div className="ds-head">
        <h2>{t('keeping.parts')}</h2>
        <Button onPress={() => setOpened('new')}>{t('keeping.addPart')}</Button>
      </div>
      {keeping.parts.length === 0 ? <p>{t('keeping.partsNone')}</p> : null}
      <ul className="ds-cards">
        {keeping.parts.map((part) => (
          <li key={part.id} className="ds-card">
            <small>
              {t(`keeping.kinds.${part.kind}`)}, {formatDay(part.drawnUpOn)}, {part.writtenBy}
            </small>
            <h3>{part.title}</h3>
            <p>
              {t('keeping.class')}: <b>{t(`keeping.short.${part.class}`)}</b>
            </p>
            <div>
              <Button size="small" onPress={() => setOpened(part)}>
                {t('keeping.changeClass')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {opened === 'new' ? <NewPart childId={keeping.childId} onClose={close} /> : null}
      {opened && opened !== 'new' ? (
        <ClassDialog childId={keeping.childId} part={opened} onClose={close} />
      ) : null}
    </section>
  );
}

function ClassField({
  value,
  error,
  onChange,
}: {
  readonly value: string | null;
  readonly error?: string | null;
  readonly onChange: (id: string) => void;
}) {
  const { t } = useTranslation('dossier-team');
  return (
    <RadioGroup
      label={t('keeping.class')}
      isRequired
      choices={partClasses.map((id) => ({ id, label: t(`keeping.classes.${id}`) }))}
      value={value}
      onChange={onChange}
      error={error}
    />
  );
}

interface ClassDialogProps {
  readonly childId: string;
  readonly part: Part;
  readonly onClose: () => void;
}

function ClassDialog({ childId, part, onClose }: ClassDialogProps) {
  const { t } = useTranslation('dossier-team');
  const { send, isPending, problem } = useWrite(t('refused'));
  const [chosen, setChosen] = useState<string>(part.class);
  const save = async () => {
    const body = { partId: part.id, class: chosen };
    if (await send(`/children/${childId}/parts`, body, t('saved'))) onClose();
  };
  return (
    <FormDialog
      title={part.title}
      verb={t('save')}
      {...{ isPending, problem, onClose }}
      onSave={() => void save()}
    >
      <ClassField value={chosen} onChange={setChosen} />
    </FormDialog>
  );
}

function NewPart({ childId, onClose }: { readonly childId: string; readonly onClose: () => void }) {
  const { t } = useTranslation('dossier-team');
  const { send, isPending, problem } = useWrite(t('refused'));
  const [kind, setKind] = useState<string>('REPORT');
  const [chosen, setChosen] = useState<string | null>(null);
  const [title, setTitle] = useState('');
  const [words, setWords] = useState('');
  const [writtenBy, setWrittenBy] = useState('');
  const [drawnUpOn, setDrawnUpOn] = useState<string | null>(null);
  const [isTried, setTried] = useState(false);
  const lacks = (text: string, least: number) =>
    isTried && text.trim().length < least ? t('required') : null;
  const save = async () => {
    setTried(true);
    if (title.trim().length < 2 || words.trim() === '' || writtenBy.trim().length < 2) return;
    if (chosen === null || drawnUpOn === null) return;
    const body = { kind, class: chosen, title, words, writtenBy, drawnUpOn };
    if (await send(`/children/${childId}/parts`, body, t('saved'))) onClose();
  };
  return (
    <FormDialog
      title={t('keeping.addPart')}
      verb={t('save')}
      {...{ isPending, problem, onClose }}
      onSave={() => void save()}
    >
      <Select
        label={t('keeping.partKind')}
        choices={partKinds.map((id) => ({ id, label: t(`keeping.kinds.${id}`) }))}
        value={kind}
        onChange={setKind}
      />
      <TextField
        label={t('keeping.partTitle')}
        isRequired
        value={title}
        maxLength={200}
        onChange={setTitle}
        error={lacks(title, 2)}
      />
      <TextField
        label={t('keeping.words')}
        help={t('keeping.wordsHelp')}
        isRequired
        rows={6}
        maxLength={20_000}
        value={words}
        onChange={setWords}
        error={lacks(words, 1)}
      />
      <TextField
        label={t('keeping.writtenBy')}
        isRequired
        value={writtenBy}
        maxLength={200}
        onChange={setWrittenBy}
        error={lacks(writtenBy, 2)}
      />
      <DatePicker
        label={t('keeping.drawnUpOn')}
        isRequired
        value={drawnUpOn}
        onChange={setDrawnUpOn}
        error={isTried && drawnUpOn === null ? t('required') : null}
      />
      <ClassField
        value={chosen}
        onChange={setChosen}
        error={isTried && chosen === null ? t('required') : null}
      />
    </FormDialog>
  );
}
