import { useId } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import type { GroupChoice } from './choices.tsx';
import { Icon } from './icons.tsx';
import './field.css';
import './choice-list.css';

interface ChoiceListProps {
  readonly label: string;
  readonly help?: string;
  readonly choices: readonly GroupChoice[];
  readonly value: readonly string[];
  readonly onChange: (ids: string[]) => void;
}

/** Any of many as one stop of the Tab key: arrows or a first letter go to a choice, Enter takes it. */
export function ChoiceList({ label, help, choices, value, onChange }: ChoiceListProps) {
  const labelId = useId();
  const helpId = useId();
  return (
    <div className="vp-field">
      <span id={labelId} className="vp-label">
        {label}
      </span>
      <ListBox
        className="vp-choice-list"
        aria-labelledby={labelId}
        {...(help ? { 'aria-describedby': helpId } : {})}
        layout="grid"
        selectionMode="multiple"
        selectedKeys={value}
        onSelectionChange={(keys) =>
          onChange(choices.map(({ id }) => id).filter((id) => keys === 'all' || keys.has(id)))
        }
      >
        {choices.map((choice) => (
          <ListBoxItem
            key={choice.id}
            id={choice.id}
            textValue={choice.label}
            className="vp-choice"
          >
            <span className="vp-box" aria-hidden="true">
              <Icon name="check" />
            </span>
            <span>{choice.label}</span>
          </ListBoxItem>
        ))}
      </ListBox>
      {help ? (
        <span id={helpId} className="vp-help">
          {help}
        </span>
      ) : null}
    </div>
  );
}
