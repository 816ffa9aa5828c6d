import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ButtonLook } from '../../web/ui/Button.tsx';
import { Button, Dialog, Icon } from '../../web/ui/index.ts';
import type { Problem } from './use-allocation.ts';

export interface ActDialogProps {
  readonly title: string;
  readonly verb: string;
  readonly look?: ButtonLook;
  readonly isPending: boolean;
  /** What the server refused, in its words. */
  readonly problem: Problem | null;
  readonly onSave: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A form over the page: what was typed stays when it cannot be saved. */
export function ActDialog(props: ActDialogProps) {
  const { t } = useTranslation('allocation');
  return (
    <Dialog
      title={props.title}
      isOpen
      onClose={props.onClose}
      actions={
        <>
          <Button look={props.look ?? 'primary'} onPress={props.onSave} isPending={props.isPending}>
            {props.verb}
          </Button>
          <Button look="quiet" onPress={props.onClose}>
            {t('form.cancel')}
          </Button>
        </>
      }
    >
      <div className="al-form">{props.children}</div>
      {props.problem ? <ProblemWords problem={props.problem} /> : null}
    </Dialog>
  );
}

/** What went wrong and what to do now, read out when it appears. */
export function ProblemWords({ problem }: { readonly problem: Problem }) {
  return (
    <div className="vp-field-error" role="alert">
      <Icon name="warning" />
      <div>
        <p>{problem.words}</p>
        {problem.next ? <p>{problem.next}</p> : null}
      </div>
    </div>
  );
}
