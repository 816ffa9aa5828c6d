import { useState } from 'react';
import { ApiProblem } from '../../../web/api.ts';
import { useIntention, useShell } from '../../../web/shell.ts';
import type { ListImport } from '../../files/contract.ts';

/** A file on its way: nothing, being checked, checked, applied; a refusal stays with what was sent. */
export function useListImport() {
  const { api, queries } = useShell();
  const intention = useIntention();
  const [file, setFile] = useState<ListImport | null>(null);
  const [checking, setChecking] = useState<string | null>(null);
  const [isApplying, setApplying] = useState(false);
  const [fault, setFault] = useState<ApiProblem | null>(null);

  const attempt = async (body: unknown, work: (key: string) => Promise<ListImport>) => {
    setFault(null);
    try {
      setFile(await work(intention.keyFor(body)));
      intention.settle();
    } catch (error) {
      intention.settle(error);
      if (!(error instanceof ApiProblem)) throw error;
      setFault(error);
    }
  };
  return {
    file,
    checking,
    isApplying,
    fault,
    again: () => {
      setFile(null);
      setFault(null);
    },
    async send(chosen: File) {
      setChecking(chosen.name);
      await attempt([chosen.name, chosen.size, chosen.lastModified], (key) =>
        api.upload<ListImport>('/api/waiting-list/imports', chosen, { key }),
      );
      setChecking(null);
    },
    async apply({ id }: ListImport) {
      setApplying(true);
      await attempt(['apply', id], (key) =>
        api.send<ListImport>('POST', `/api/waiting-list/imports/${id}/apply`, undefined, { key }),
      );
      setApplying(false);
      void queries.invalidateQueries({ queryKey: ['waiting-list'] });
    },
  };
}
