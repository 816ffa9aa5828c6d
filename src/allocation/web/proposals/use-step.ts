import { useState } from 'react';
import { useWrite } from '../use-allocation.ts';

export interface Step {
  /** The last part of the address. */
  readonly name: string;
  readonly body?: object;
  readonly said: string;
}

/** Takes a step on a proposal: nothing is sent while something lacks, and then what lacks is shown. */
export function useStep(proposalId: string, onClose: () => void) {
  const [asked, setAsked] = useState(false);
  const { send, isPending, problem } = useWrite();
  const take = async (isWhole: boolean, step: () => Step) => {
    setAsked(true);
    if (!isWhole) return;
    const { name, said, body } = step();
    const done = await send({
      path: `/proposals/${proposalId}/${name}`,
      ...(body ? { body } : {}),
      said,
    });
    if (done) onClose();
  };
  return { asked, isPending, problem, send, take };
}
