import { searchKey } from '../../region/index.ts';
import { type Choice, ComboBox } from '../../web/ui/index.ts';
import type { SignUpChoices } from '../contract.ts';

interface MunicipalityFieldProps {
  readonly label: string;
  readonly help?: string;
  readonly error?: string | null;
  readonly isRequired?: boolean;
  readonly municipalities: readonly Pick<
    SignUpChoices['municipalities'][number],
    'code' | 'name'
  >[];
  readonly value: Choice | null;
  readonly onChange: (choice: Choice | null) => void;
}

const MOST = 12;

/** Municipalities whose name holds what was typed; those that begin with it first. */
function found(municipalities: MunicipalityFieldProps['municipalities'], text: string): Choice[] {
  const wanted = searchKey(text);
  const begins = (name: string) => (searchKey(name).startsWith(wanted) ? 0 : 1);
  return municipalities
    .filter(({ name }) => searchKey(name).includes(wanted))
    .toSorted((a, b) => begins(a.name) - begins(b.name))
    .slice(0, MOST)
    .map(({ code, name }) => ({ id: code, label: name }));
}

/** A municipality, found by typing a part of its name. */
export function MunicipalityField({ municipalities, ...field }: MunicipalityFieldProps) {
  return <ComboBox {...field} search={async (text) => found(municipalities, text)} />;
}
