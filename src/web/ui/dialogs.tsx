import { type ReactNode, useState } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { useTranslation } from 'react-i18next';
import { Button } from './Button.tsx';
import { TextField } from './fields.tsx';
import { Icon } from './icons.tsx';
import './overlay.css';

export interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons under the rule; the act first, "Annuleer" last. */
  readonly actions?: ReactNode;
  readonly isWide?: boolean;
  /** An alert wants an answer: it does not close by a click beside it. */
  readonly role?: 'dialog' | 'alertdialog';
  /** Leaves out the cross and Esc, for what cannot be left open behind (an ended session). */
  readonly mustAnswer?: boolean;
}

/** Whether something has ever been open: what most people never open is not made before. */
export function useOnceOpened(isOpen: boolean): boolean {
  const [wasOpened, setWasOpened] = useState(isOpen);
  if (isOpen && !wasOpened) setWasOpened(true);
  return wasOpened || isOpen;
}

/** A question over the page. Esc closes it and the focus returns to where it was. */
export function Dialog(props: DialogProps) {
  const { t } = useTranslation('shell');
  const mustAnswer = props.mustAnswer ?? false;
  return (
    <ModalOverlay
      className="vp-backdrop"
      {...(mustAnswer ? { 'data-veiled': '' } : {})}
      isOpen={props.isOpen}
      onOpenChange={(open) => {
        if (!open) props.onClose();
      }}
      isDismissable={!mustAnswer && props.role !== 'alertdialog'}
      isKeyboardDismissDisabled={mustAnswer}
    >
      <Modal className="vp-modal" {...(props.isWide ? { 'data-wide': '' } : {})}>
        <AriaDialog className="vp-dialog" role={props.role ?? 'dialog'}>
          <div className="vp-dialog-head">
            <Heading slot="title" level={2}>
              {props.title}
            </Heading>
            {mustAnswer ? null : (
              <Button
                look="quiet"
                label={t('act.close')}
                onPress={props.onClose}
                className="vp-icon-button"
              >
                <Icon name="close" />
              </Button>
            )}
          </div>
          {props.children}
          {props.actions ? <div className="vp-actions">{props.actions}</div> : null}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

export interface ConfirmDialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** What will happen, and that it cannot be undone. */
  readonly children: ReactNode;
  /** The verb on the button. */
  readonly verb: string;
  /** Gets the reason, trimmed; an empty text where none is asked. */
  readonly onConfirm: (reason: string) => void;
  /** Asks for a reason in the user's own words, with this label. */
  readonly reasonLabel?: string;
  readonly reasonHelp?: string;
  readonly isPending?: boolean;
  readonly error?: string | null;
}

const SHORTEST_REASON = 3;

/** For what cannot be undone: says what happens, asks why, and keeps the words when it fails. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { t } = useTranslation('shell');
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const tooShort = props.reasonLabel !== undefined && reason.trim().length < SHORTEST_REASON;
  const confirm = () => {
    setAsked(true);
    if (!tooShort) props.onConfirm(reason.trim());
  };
  return (
    <Dialog
      title={props.title}
      isOpen={props.isOpen}
      onClose={props.onClose}
      role="alertdialog"
      actions={
        <>
          <Button look="danger" onPress={confirm} isPending={props.isPending ?? false}>
            {props.verb}
          </Button>
          <Button look="quiet" onPress={props.onClose}>
            {t('act.cancel')}
          </Button>
        </>
      }
    >
      <div>{props.children}</div>
      {props.reasonLabel === undefined ? null : (
        <TextField
          label={props.reasonLabel}
          help={props.reasonHelp}
          value={reason}
          onChange={setReason}
          rows={3}
          isRequired
          autoFocus
          error={asked && tooShort ? t('confirm.reasonTooShort') : null}
        />
      )}
      {props.error ? (
        <p className="vp-field-error" role="alert">
          <Icon name="warning" />
          <span>{props.error}</span>
        </p>
      ) : null}
    </Dialog>
  );
}
