import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Dialog, Icon } from '../../../web/ui/index.ts';
import type { Act } from './acts.ts';
import { ActFields } from './ActFields.tsx';
import { type ActForm, actOf, blankForm, faultsOf, type Subject } from './act-form.ts';
import type { Delivery } from './outbox.ts';
import { useProblemWords } from './problem-words.ts';
import type { Slot } from './slots.ts';
import { useOutbox, usePending } from './use-provider.ts';
import './words.ts';

export interface ActDialogProps {
  readonly subject: Subject;
  /** What the act is about, in words: "Plaats 3". */
  readonly about: string;
  /** What is filled in already when the form opens. */
  readonly begun?: Partial<ActForm>;
  readonly openPlaces: readonly Slot[];
  readonly features: readonly string[];
  readonly onSend: (act: Act) => Promise<Delivery>;
  readonly onRetry: (id: string) => Promise<Delivery>;
  readonly onClose: () => void;
}

/**
 * The details of an act. What was typed stays when it cannot be saved; sending the same again goes
 * under the same key, so that it counts once, and closing leaves it waiting beside its place.
 */
export function ActDialog(props: ActDialogProps) {
  const { t } = useTranslation('capacity');
  const { t: tools } = useTranslation('provider-tools');
  const { subject } = props;
  const [form, setForm] = useState<ActForm>(() => ({ ...blankForm(subject), ...props.begun }));
  const [asked, setAsked] = useState(false);
  const [waiting, setWaiting] = useState<{ id: string; act: string } | null>(null);
  const [isSending, setSending] = useState(false);
  const outbox = useOutbox();
  const problemWords = useProblemWords();
  const failed = usePending(subject.unitId).find(
    ({ id, state }) => id === waiting?.id && state === 'failed',
  );
  const faults = asked ? faultsOf(subject, form) : {};
  const title = titleOf();
  function titleOf(): string {
    if (subject.slot === null && subject.name === 'start') return t('provider.unit.overStart');
    if (subject.slot === null && subject.name === 'outOfUse') {
      return form.what === 'stop' ? tools('stop.begin') : t('provider.unit.outReport');
    }
    return t('provider.form.title', {
      act: t(`provider.act.${subject.name}`),
      place: props.about.toLocaleLowerCase('nl'),
    });
  }
  const save = async () => {
    setAsked(true);
    const act = actOf(subject, form);
    if (!act || isSending) return;
    setSending(true);
    const text = JSON.stringify(act);
    const isAgain = failed !== undefined && waiting?.act === text;
    if (failed && !isAgain) outbox.drop(failed.id);
    const { id, changed } = await (isAgain ? props.onRetry(failed.id) : props.onSend(act));
    setSending(false);
    if (changed) props.onClose();
    else setWaiting({ id, act: text });
  };
  const told = failed?.problem ? problemWords(failed.problem) : null;
  return (
    <Dialog
      title={title}
      isOpen
      onClose={props.onClose}
      actions={
        <>
          <Button look="primary" onPress={() => void save()} isPending={isSending}>
            {told && !isSending ? t('provider.act.retry') : t(`provider.form.save.${subject.name}`)}
          </Button>
          <Button look="quiet" onPress={props.onClose}>
            {t('provider.form.cancel')}
          </Button>
        </>
      }
    >
      <form
        className="pv-form"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <ActFields
          subject={subject}
          form={form}
          faults={faults}
          onChange={(change) => setForm((before) => ({ ...before, ...change }))}
          openPlaces={props.openPlaces}
          features={props.features}
        />
        {/* Enter in a field sends the form, as the button outside it does. */}
        <button type="submit" hidden tabIndex={-1} />
      </form>
      {told ? (
        <p className="vp-field-error" role="alert">
          <Icon name="warning" />
          <span>
            {told.what} {told.mend}
          </span>
        </p>
      ) : null}
    </Dialog>
  );
}
