import type { ReactNode, Ref } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { FieldError } from 'react-aria-components/FieldError';
import { Group } from 'react-aria-components/Group';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { SearchField as AriaSearchField } from 'react-aria-components/SearchField';
import { Text } from 'react-aria-components/Text';
import { TextArea } from 'react-aria-components/TextArea';
import { TextField as AriaTextField } from 'react-aria-components/TextField';
import { useTranslation } from 'react-i18next';
import { Icon } from './icons.tsx';
import './field.css';

/** What every field shares: a label that is always seen, help under it, and its own error. */
export interface FieldProps {
  readonly label: string;
  /** Help that stays visible while one types. */
  readonly help?: ReactNode;
  /** What is wrong and how to mend it, in one sentence. */
  readonly error?: string | null | undefined;
  readonly isRequired?: boolean;
  readonly isDisabled?: boolean;
  readonly name?: string;
}

/** The parts that React Aria wants told apart from "not given". */
export function fieldState(props: FieldProps) {
  return {
    isRequired: props.isRequired ?? false,
    isDisabled: props.isDisabled ?? false,
    isInvalid: Boolean(props.error),
    validationBehavior: 'aria' as const,
    ...(props.name ? { name: props.name } : {}),
  };
}

/** The label, with "verplicht" in words: a star alone means nothing to who has never seen one. */
export function FieldLabel({
  children,
  isRequired,
}: {
  children: string;
  isRequired?: boolean | undefined;
}) {
  const { t } = useTranslation('shell');
  return (
    <Label className="vp-label">
      {children}
      {isRequired ? <span className="vp-required"> {t('field.required')}</span> : null}
    </Label>
  );
}

/** Help and error under a field. */
export function FieldNotes({ help, error }: Pick<FieldProps, 'help' | 'error'>) {
  return (
    <>
      {help ? (
        <Text slot="description" className="vp-help">
          {help}
        </Text>
      ) : null}
      <FieldError className="vp-field-error">
        {error ? (
          <>
            <Icon name="warning" />
            <span>{error}</span>
          </>
        ) : null}
      </FieldError>
    </>
  );
}

export interface TextFieldProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'email' | 'tel' | 'url';
  readonly autoComplete?: string;
  readonly maxLength?: number;
  /** More than one line when above 1. */
  readonly rows?: number;
  readonly autoFocus?: boolean;
}

export function TextField(props: TextFieldProps) {
  return (
    <AriaTextField
      className="vp-field"
      {...fieldState(props)}
      value={props.value}
      onChange={props.onChange}
      type={props.type ?? 'text'}
      autoComplete={props.autoComplete ?? 'off'}
      autoFocus={props.autoFocus ?? false}
      {...(props.maxLength ? { maxLength: props.maxLength } : {})}
    >
      <FieldLabel isRequired={props.isRequired}>{props.label}</FieldLabel>
      {props.rows && props.rows > 1 ? (
        <TextArea className="vp-input" rows={props.rows} />
      ) : (
        <Input className="vp-input" />
      )}
      <FieldNotes help={props.help} error={props.error} />
    </AriaTextField>
  );
}

export interface SearchFieldProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onSubmit?: (value: string) => void;
  /** Where `/` brings the focus. */
  readonly inputRef?: Ref<HTMLInputElement>;
}

/** A field to search with; Esc empties it. */
export function SearchField(props: SearchFieldProps) {
  const { t } = useTranslation('shell');
  return (
    <AriaSearchField
      className="vp-field"
      {...fieldState(props)}
      value={props.value}
      onChange={props.onChange}
      {...(props.onSubmit ? { onSubmit: props.onSubmit } : {})}
    >
      <FieldLabel>{props.label}</FieldLabel>
      <Group className="vp-input vp-input-group">
        <Icon name="search" />
        <Input
          className="vp-input-bare"
          data-search=""
          {...(props.inputRef ? { ref: props.inputRef } : {})}
        />
        {props.value ? (
          <AriaButton className="vp-input-button" aria-label={t('field.clear')}>
            <Icon name="close" />
          </AriaButton>
        ) : null}
      </Group>
      <FieldNotes help={props.help} error={props.error} />
    </AriaSearchField>
  );
}
