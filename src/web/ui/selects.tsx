import { useEffect, useEffectEvent, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { ComboBox as AriaComboBox, ListBoxItem } from 'react-aria-components/ComboBox';
import { Group } from 'react-aria-components/Group';
import { Input } from 'react-aria-components/Input';
import { ListBox } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select';
import { useTranslation } from 'react-i18next';
import { FieldLabel, FieldNotes, type FieldProps, fieldState } from './fields.tsx';
import { Icon } from './icons.tsx';
import './overlay.css';

/** Something to choose: its id, its word, and what tells it from its neighbours. */
export interface Choice {
  readonly id: string;
  readonly label: string;
  readonly detail?: string;
}

function ChoiceItem({ choice }: { readonly choice: Choice }) {
  return (
    <ListBoxItem id={choice.id} textValue={choice.label} className="vp-option">
      <span>{choice.label}</span>
      {choice.detail ? <span className="vp-option-detail">{choice.detail}</span> : null}
    </ListBoxItem>
  );
}

export interface SelectProps extends FieldProps {
  readonly choices: readonly Choice[];
  readonly value: string | null;
  readonly onChange: (id: string) => void;
  /** What the field says while nothing is chosen. */
  readonly placeholder?: string;
}

/** One choice out of a short list that fits on the screen. */
export function Select(props: SelectProps) {
  const { t } = useTranslation('shell');
  return (
    <AriaSelect
      className="vp-field"
      {...fieldState(props)}
      value={props.value}
      onChange={(id) => {
        if (id !== null) props.onChange(String(id));
      }}
      placeholder={props.placeholder ?? t('field.choose')}
    >
      <FieldLabel isRequired={props.isRequired}>{props.label}</FieldLabel>
      <AriaButton className="vp-input vp-select-button">
        <SelectValue className="vp-select-value">
          {({ defaultChildren, selectedText }) => selectedText || defaultChildren}
        </SelectValue>
        <Icon name="chevron" />
      </AriaButton>
      <FieldNotes help={props.help} error={props.error} />
      <Popover className="vp-popover">
        <ListBox className="vp-listbox" items={props.choices}>
          {(choice) => <ChoiceItem choice={choice} />}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}

export interface ComboBoxProps extends FieldProps {
  readonly value: Choice | null;
  readonly onChange: (choice: Choice | null) => void;
  /** Looks for what was typed; called a moment after the last key, and stopped by the signal. */
  readonly search: (text: string, signal: AbortSignal) => Promise<readonly Choice[]>;
  /** What to type, for instance "gemeente of postcode". */
  readonly placeholder?: string;
}

interface Found {
  readonly kind: 'loading' | 'found' | 'failed';
  readonly choices: readonly Choice[];
}

const PAUSE_MS = 150;
const nothing: readonly Choice[] = [];

/** Runs the search behind what is typed; a later letter stops the search of an earlier one. */
function useFound(text: string, isOpen: boolean, search: ComboBoxProps['search']): Found {
  const [answer, setAnswer] = useState<{ text: string; choices: readonly Choice[] | null } | null>(
    null,
  );
  const ask = useEffectEvent(async (asked: string, signal: AbortSignal) => {
    const choices = await search(asked, signal).catch(() => null);
    if (!signal.aborted) setAnswer({ text: asked, choices });
  });
  useEffect(() => {
    if (!isOpen) return undefined;
    const controller = new AbortController();
    const timer = setTimeout(() => void ask(text, controller.signal), PAUSE_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [text, isOpen]);
  // What an earlier text found stays until the later one has its answer: a list must not flicker.
  const choices = answer?.choices ?? nothing;
  if (answer?.text !== text) return { kind: 'loading', choices };
  return { kind: answer.choices ? 'found' : 'failed', choices };
}

/** One choice out of many, found by typing: a municipality, a unit, a provider. */
export function ComboBox(props: ComboBoxProps) {
  const { t } = useTranslation('shell');
  const [text, setText] = useState(props.value?.label ?? '');
  const [open, setOpen] = useState(false);
  const found = useFound(text, open, props.search);
  const chosenLabel = props.value?.label ?? '';
  // React Aria empties the field when the chosen one is not in the list, so it always is.
  const { value } = props;
  const missing = value !== null && !found.choices.some((one) => one.id === value.id);
  const items = missing ? [...found.choices, value] : found.choices;
  // The address or the back button may change the value from outside.
  const [shownLabel, setShownLabel] = useState(chosenLabel);
  if (shownLabel !== chosenLabel) {
    setShownLabel(chosenLabel);
    setText(chosenLabel);
  }
  return (
    <AriaComboBox
      className="vp-field"
      {...fieldState(props)}
      items={items}
      inputValue={text}
      onInputChange={(typed) => {
        setText(typed);
        if (typed === '' && value) props.onChange(null);
      }}
      value={value?.id ?? null}
      onChange={(id) => {
        const choice = items.find((one) => one.id === id);
        if (!choice) return;
        setText(choice.label);
        props.onChange(choice);
      }}
      onOpenChange={setOpen}
      allowsEmptyCollection
      menuTrigger="input"
    >
      <FieldLabel isRequired={props.isRequired}>{props.label}</FieldLabel>
      <Group className="vp-input vp-input-group">
        <Input
          className="vp-input-bare"
          {...(props.placeholder ? { placeholder: props.placeholder } : {})}
        />
        <AriaButton className="vp-input-button">
          <Icon name="chevron" />
        </AriaButton>
      </Group>
      <FieldNotes help={props.help} error={props.error} />
      <Popover className="vp-popover">
        <ListBox<Choice>
          className="vp-listbox"
          renderEmptyState={() => (
            <p className="vp-listbox-empty">
              {found.kind === 'failed'
                ? t('field.searchFailed')
                : found.kind === 'found'
                  ? t('field.nothingFound')
                  : t('state.loading')}
            </p>
          )}
        >
          {(choice) => <ChoiceItem choice={choice} />}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}
