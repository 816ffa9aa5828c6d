import { useId } from 'react';

interface MomentFieldProps {
  readonly label: string;
  /** `2026-03-01T08:00`, or nothing yet. */
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

/** A day and a minute, typed or picked in the browser’s own field. */
export function MomentField({ label, value, onChange }: MomentFieldProps) {
  const id = useId();
  return (
    <div className="vp-field">
      <label className="vp-label" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className="vp-input"
        type="datetime-local"
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value.slice(0, 16) || undefined)}
      />
    </div>
  );
}
