import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, type ButtonLook } from './Button.tsx';
import { Dialog } from './dialogs.tsx';
import { Icon } from './icons.tsx';

export interface RefusalProps {
  /** What the server refused, in its words. */
  readonly words: string;
  /** What to do now. */
  readonly next?: string | null;
}

export interface FormDialogProps {
  readonly title: string;
  readonly verb: string;
  readonly look?: ButtonLook;
  readonly isWide?: boolean;
  readonly isPending: boolean;
  /** What the server refused: its words, alone or with what to do now. */
  readonly problem: RefusalProps | string | null;
  readonly onSave: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A form over the page: what was typed stays when it cannot be saved. */
export function FormDialog(props: FormDialogProps) {
  const { t } = useTranslation('shell');
  const problem = typeof props.problem === 'string' ? { words: props.problem } : props.problem;
  return (
    <Dialog
      title={props.title}
      isOpen
      onClose={props.onClose}
      isWide={props.isWide ?? false}
      actions={
        <>
          <Button look={props.look ?? 'primary'} onPress={props.onSave} isPending={props.isPending}>
            {props.verb}
          </Button>
          <Button look="quiet" onPress={props.onClose}>
            {t('act.cancel')}
          </Button>
        </>
      }
    >
      <div className="vp-form">{props.children}</div>
      {problem ? <Refusal {...problem} /> : null}
    </Dialog>
  );
}

/** What went wrong and what to do now, read out when it appears. */
export function Refusal({ words, next }: RefusalProps) {
  return (
    <div className="vp-field-error" role="alert">
      <Icon name="warning" />
      <div>
        <p>{words}</p>
        {next ? <p>{next}</p> : null}
      </div>
    </div>
  );
}
