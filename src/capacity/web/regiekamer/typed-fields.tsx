/** Fields that follow the address and write to it a moment after the last key. */
import { useEffect, useEffectEvent, useState } from 'react';
import { Input } from 'react-aria-components/Input';
import { TextField as AriaTextField } from 'react-aria-components/TextField';
import { FieldLabel, FieldNotes, type FieldProps, fieldState } from '../../../web/ui/fields.tsx';
import { SearchField } from '../../../web/ui/index.ts';

const PAUSE_MS = 180;

/** What stands in the field, and what happens with each letter. A change from outside replaces it. */
function useTyped(value: string, commit: (value: string) => void) {
  const [typed, setTyped] = useState(value);
  const [sent, setSent] = useState(value);
  const [seen, setSeen] = useState(value);
  if (value !== seen) {
    setSeen(value);
    // The address gives back what was sent; anything else came from elsewhere.
    if (value !== sent) {
      setTyped(value);
      setSent(value);
    }
  }
  const send = useEffectEvent((text: string) => {
    setSent(text);
    commit(text);
  });
  useEffect(() => {
    if (typed === sent) return undefined;
    const timer = setTimeout(() => send(typed), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, sent]);
  return [typed, setTyped] as const;
}

export interface NumberBoxProps extends FieldProps {
  readonly value: number | undefined;
  readonly onChange: (value: number | undefined) => void;
  readonly min: number;
  readonly max: number;
  /** Said when what is typed is no number between the two. */
  readonly fault: string;
}

/** A whole number that counts while one types: no Enter needed, no buttons in the way. */
export function NumberBox(props: NumberBoxProps) {
  const { min, max } = props;
  const read = (text: string) => {
    const number = /^\d{1,3}$/.test(text.trim()) ? Number(text) : Number.NaN;
    return number >= min && number <= max ? number : undefined;
  };
  const [typed, type] = useTyped(props.value?.toString() ?? '', (text) =>
    props.onChange(read(text)),
  );
  const isWrong = typed.trim() !== '' && read(typed) === undefined;
  return (
    <AriaTextField
      className="vp-field"
      {...fieldState({ ...props, error: isWrong ? props.fault : null })}
      value={typed}
      onChange={type}
      autoComplete="off"
    >
      <FieldLabel>{props.label}</FieldLabel>
      <Input className="vp-input rk-number" inputMode="numeric" maxLength={3} />
      <FieldNotes help={props.help} error={isWrong ? props.fault : null} />
    </AriaTextField>
  );
}

export interface WordsProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (text: string | undefined) => void;
}

/** The search by name; `/` goes here. */
export function WordsField({ label, value, onChange }: WordsProps) {
  const [typed, type] = useTyped(value ?? '', (text) => onChange(text.trim() || undefined));
  return <SearchField label={label} value={typed} onChange={type} />;
}
