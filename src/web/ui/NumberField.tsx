import { Button as AriaButton } from 'react-aria-components/Button';
import { Group } from 'react-aria-components/Group';
import { Input } from 'react-aria-components/Input';
import { NumberField as AriaNumberField } from 'react-aria-components/NumberField';
import { FieldLabel, FieldNotes, type FieldProps, fieldState } from './fields.tsx';
import { Icon } from './icons.tsx';

export interface NumberFieldProps extends FieldProps {
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
}

/** A number with buttons for one less and one more; `null` is an empty field. */
export function NumberField(props: NumberFieldProps) {
  return (
    <AriaNumberField
      className="vp-field"
      {...fieldState(props)}
      value={props.value ?? Number.NaN}
      onChange={(value) => props.onChange(Number.isNaN(value) ? null : value)}
      step={props.step ?? 1}
      {...(props.min === undefined ? {} : { minValue: props.min })}
      {...(props.max === undefined ? {} : { maxValue: props.max })}
    >
      <FieldLabel isRequired={props.isRequired}>{props.label}</FieldLabel>
      <Group className="vp-input vp-input-group vp-number-group">
        <AriaButton slot="decrement" className="vp-input-button">
          <Icon name="minus" />
        </AriaButton>
        <Input className="vp-input-bare" />
        <AriaButton slot="increment" className="vp-input-button">
          <Icon name="plus" />
        </AriaButton>
      </Group>
      <FieldNotes help={props.help} error={props.error} />
    </AriaNumberField>
  );
}
