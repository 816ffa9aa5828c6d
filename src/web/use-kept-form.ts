import { useMemo, useState } from 'react';
import { useSession } from './shell.ts';
import { type Change, KeptForm } from './kept-form.ts';

/** What was typed stays in this tab until it is saved, and is sent again under the same key. */
export function useKeptForm<Typed extends object>(form: string, empty: Typed) {
  const { hatId, role, person } = useSession();
  const whose = `${form} ${person.name} ${hatId ?? role}`;
  const kept = useMemo(() => new KeptForm(window.sessionStorage, whose, empty), [whose, empty]);
  const [typed, setTyped] = useState(kept.typed);
  const set = (change: Change<Typed>) => setTyped(kept.change(change));
  const clear = () => {
    kept.forget();
    setTyped(empty);
  };
  return { typed, kept, set, clear };
}
