import type { ReactNode } from 'react';
import { Checkbox as AriaCheckbox } from 'react-aria-components/Checkbox';
import { CheckboxGroup as AriaCheckboxGroup } from 'react-aria-components/CheckboxGroup';
import { RadioGroup as AriaRadioGroup, Radio } from 'react-aria-components/RadioGroup';
import { FieldLabel, FieldNotes, type FieldProps, fieldState } from './fields.tsx';
import { Icon } from './icons.tsx';

export interface CheckboxProps {
  readonly children: ReactNode;
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
  readonly isDisabled?: boolean;
  readonly isIndeterminate?: boolean;
  /** A name for who cannot see, where no text stands beside the box. */
  readonly label?: string;
}

/** One yes or no. */
export function Checkbox(props: CheckboxProps) {
  return (
    <AriaCheckbox
      className="vp-choice"
      isSelected={props.isSelected}
      onChange={props.onChange}
      isDisabled={props.isDisabled ?? false}
      isIndeterminate={props.isIndeterminate ?? false}
      {...(props.label ? { 'aria-label': props.label } : {})}
    >
      <span className="vp-box" aria-hidden="true">
        <Icon name={props.isIndeterminate ? 'minus' : 'check'} />
      </span>
      {props.children}
    </AriaCheckbox>
  );
}

/** One of a few, with what stands before it (a glyph) and behind it (how many). */
export interface GroupChoice {
  readonly id: string;
  readonly label: string;
  /** The language of the label, where it is not the screen's. */
  readonly lang?: string;
  readonly before?: ReactNode;
  readonly count?: string;
}

export interface CheckboxGroupProps extends FieldProps {
  readonly choices: readonly GroupChoice[];
  readonly value: readonly string[];
  readonly onChange: (ids: string[]) => void;
}

function ChoiceWords({ choice }: { readonly choice: GroupChoice }) {
  return (
    <>
      {choice.before}
      <span lang={choice.lang}>{choice.label}</span>
      {choice.count ? <span className="vp-choice-count vp-number">{choice.count}</span> : null}
    </>
  );
}

/** Any of a few: the filters at the left, always visible. */
export function CheckboxGroup(props: CheckboxGroupProps) {
  return (
    <AriaCheckboxGroup
      className="vp-field"
      {...fieldState(props)}
      value={[...props.value]}
      onChange={props.onChange}
    >
      <FieldLabel isRequired={props.isRequired}>{props.label}</FieldLabel>
      <div className="vp-choices">
        {props.choices.map((choice) => (
          <AriaCheckbox key={choice.id} value={choice.id} className="vp-choice">
            <span className="vp-box" aria-hidden="true">
              <Icon name="check" />
            </span>
            <ChoiceWords choice={choice} />
          </AriaCheckbox>
        ))}
      </div>
      <FieldNotes help={props.help} error={props.error} />
    </AriaCheckboxGroup>
  );
}

export interface RadioGroupProps extends FieldProps {
  readonly choices: readonly GroupChoice[];
  readonly value: string | null;
  readonly onChange: (id: string) => void;
}

/** One of a few, all of them seen at once. */
export function RadioGroup(props: RadioGroupProps) {
  return (
    <AriaRadioGroup
      className="vp-field"
      {...fieldState(props)}
      value={props.value}
      onChange={props.onChange}
    >
      <FieldLabel isRequired={props.isRequired}>{props.label}</FieldLabel>
      <div className="vp-choices">
        {props.choices.map((choice) => (
          <Radio key={choice.id} value={choice.id} className="vp-choice">
            <span className="vp-box vp-dot" aria-hidden="true" />
            <ChoiceWords choice={choice} />
          </Radio>
        ))}
      </div>
      <FieldNotes help={props.help} error={props.error} />
    </AriaRadioGroup>
  );
}
