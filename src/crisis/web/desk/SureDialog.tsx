import type { ReactNode } from 'react';
import { FormDialog } from '../../../web/ui/FormDialog.tsx';
import { useWrite } from '../use-crisis.ts';

export interface SureDialogProps {
  readonly title: string;
  readonly verb: string;
  readonly path: string;
  readonly said: string;
  readonly onClose: () => void;
  /** What follows from it, before it is done. */
  readonly children: ReactNode;
}

/** An act that asks for nothing but to be done. */
export function SureDialog({ title, verb, path, said, onClose, children }: SureDialogProps) {
  const { send, isPending, problem } = useWrite();
  const save = async () => {
    if (await send({ path, body: {}, said })) onClose();
  };
  return (
    <FormDialog {...{ title, verb, isPending, problem, onClose }} onSave={() => void save()}>
      <p>{children}</p>
    </FormDialog>
  );
}
