import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Dialog, Icon } from '../../web/ui/index.ts';
import type { Problem } from './use-crisis.ts';

interface ActDialogProps {
  readonly title: string;
  readonly verb: string;
  readonly isPending: boolean;
  readonly problem: Problem | null;
  readonly onSave: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A form over the page: what was chosen stays when it cannot be saved. */
export function ActDialog(props: ActDialogProps) {
  const { t } = useTranslation('crisis');
  return (
    <Dialog
      title={props.title}
      isOpen
      onClose={props.onClose}
      actions={
        <>
          <Button look="primary" onPress={props.onSave} isPending={props.isPending}>
            {props.verb}
          </Button>
          <Button look="quiet" onPress={props.onClose}>
            {t('form.cancel')}
          </Button>
        </>
      }
    >
      <div className="cr-form">{props.children}</div>
      {props.problem ? <ProblemWords words={props.problem.words} /> : null}
    </Dialog>
  );
}

/** What the server refused, read out when it appears. */
export function ProblemWords({ words }: { readonly words: string }) {
  return (
    <div className="vp-field-error" role="alert">
      <Icon name="warning" />
      <p>{words}</p>
    </div>
  );
}
