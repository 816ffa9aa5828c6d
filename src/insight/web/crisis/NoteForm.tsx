import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../web/api.ts';
import { useIntention, useShell } from '../../../web/shell.ts';
import { Button, ConfirmDialog, say, TextField } from '../../../web/ui/index.ts';
import type { Note } from '../../crisis/contract.ts';

const LONGEST = 4000;
const SHORTEST = 3;

/** Writes with the key of the intention; what was refused is told in words and what was typed stays. */
function useNoteWrite() {
  const { t } = useTranslation('crisis-figures');
  const { api, queries } = useShell();
  const intention = useIntention();
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const send = async (method: 'PUT' | 'POST', path: string, body: object | undefined) => {
    setPending(true);
    setProblem(null);
    try {
      await api.send(method, path, body, { key: intention.keyFor({ path, body }) });
      intention.settle();
      return true;
    } catch (error) {
      intention.settle(error);
      if (!(error instanceof ApiProblem)) throw error;
      const { message, mend } = error;
      setProblem(message ? `${message} ${mend ?? ''}`.trim() : t('note.refused'));
      return false;
    } finally {
      setPending(false);
      void queries.invalidateQueries({ queryKey: ['insight', 'crisis-note'] });
    }
  };
  return { send, isPending, problem };
}

interface NoteFormProps {
  readonly quarter: string;
  readonly note: Note | null;
}

/** The words of the desk: one writes, another sends. */
export function NoteForm({ quarter, note }: NoteFormProps) {
  const { t } = useTranslation('crisis-figures');
  const [words, setWords] = useState(note?.words ?? '');
  const [wasAsked, setAsked] = useState(false);
  const [isSending, setSending] = useState(false);
  const write = useNoteWrite();
  const path = `/api/insight/crisis/notes/${quarter}`;
  const isShort = words.trim().length < SHORTEST;
  const isChanged = words !== (note?.words ?? '');
  const save = async () => {
    setAsked(true);
    if (!isShort && (await write.send('PUT', path, { words }))) say({ text: t('note.saved') });
  };
  const sendIt = async () => {
    if (!(await write.send('POST', `${path}/send`, undefined))) return;
    setSending(false);
    say({ text: t('note.sentSaid') });
  };
  return (
    <section className="in-section" aria-label={t('note.words')}>
      <TextField
        label={t('note.words')}
        help={t('note.wordsHelp')}
        value={words}
        onChange={setWords}
        rows={6}
        maxLength={LONGEST}
        error={wasAsked && isShort ? t('note.tooShort') : isSending ? null : write.problem}
      />
      {note ? (
        <p className="in-small">
          {note.mine ? t('note.mine') : t('note.draft', { writer: note.writtenBy ?? '–' })}
        </p>
      ) : null}
      <div className="vp-actions vp-no-print">
        <Button look="primary" onPress={() => void save()} isPending={write.isPending}>
          {t('note.save')}
        </Button>
        {note && !note.mine && !isChanged ? (
          <Button onPress={() => setSending(true)}>{t('note.send')}</Button>
        ) : null}
      </div>
      {isSending ? (
        <ConfirmDialog
          title={t('note.sendTitle')}
          isOpen
          onClose={() => setSending(false)}
          verb={t('note.send')}
          isPending={write.isPending}
          error={write.problem}
          onConfirm={() => void sendIt()}
        >
          {t('note.sendWords')}
        </ConfirmDialog>
      ) : null}
    </section>
  );
}
