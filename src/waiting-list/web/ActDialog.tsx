import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type ButtonLook } from '../../web/ui/Button.tsx';
import { Button, Dialog, Icon } from '../../web/ui/index.ts';

export interface ActDialogProps {
  readonly title: string;
  readonly verb: string;
  readonly look?: ButtonLook;
  readonly isWide?: boolean;
  readonly isPending: boolean;
  /** What the server refused, in its words. */
  readonly problem: string | null;
  readonly onSave: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A form over the page: what was typed stays when it cannot be saved. */
export function ActDialog(props: ActDialogProps) {
  const { t } = useTranslation('waiting-list');
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
            {t('form.cancel')}
          </Button>
        </>
      }
    >
      <div className="wl-form">{props.children}</div>
      {props.problem ? <Problem words={props.problem} /> : null}
    </Dialog>
  );
}

/** What went wrong, read out when it appears. */
export function Problem({ words }: { readonly words: string }) {
  return (
    <p className="vp-field-error" role="alert">
      <Icon name="warning" />
      <span>{words}</span>
    </p>
  );
}
