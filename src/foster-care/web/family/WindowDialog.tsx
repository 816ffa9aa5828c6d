import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, formatWeekdayLetters } from '../../../web/i18n/format.ts';
import {
  Button,
  Checkbox,
  CheckboxGroup,
  DatePicker,
  Dialog,
  NumberField,
} from '../../../web/ui/index.ts';
import { Refusal } from '../../../web/ui/FormDialog.tsx';
import type { SetWindow } from '../../contract.ts';
import { everyDay } from './quick-windows.ts';

/** A Monday: the names of the days come from the language. */
const MONDAY = '2026-06-15';

export interface WindowDialogProps {
  readonly start: SetWindow;
  readonly today: string;
  readonly mostPlaces: number;
  readonly isPending?: boolean;
  /** What the server refused, in its words; of what is kept and sent later it says nothing here. */
  readonly problem?: string | null;
  readonly onSave: (window: SetWindow) => void;
  readonly onClose: () => void;
}

/** Days, weekdays, hours and places in which a child can come. */
export function WindowDialog({ start, today, mostPlaces, ...props }: WindowDialogProps) {
  const { t } = useTranslation('foster-care');
  const [window, setWindow] = useState(start);
  const [asked, setAsked] = useState(false);
  const change = (part: Partial<SetWindow>) => setWindow((before) => ({ ...before, ...part }));
  const isWhole =
    window.weekdays.length > 0 &&
    window.hourFrom < window.hourUntil &&
    (window.until === null || window.from < window.until);
  const save = () => {
    setAsked(true);
    if (isWhole) props.onSave(window);
  };
  return (
    <Dialog
      title={t('window.title')}
      isOpen
      onClose={props.onClose}
      actions={
        <>
          <Button look="primary" onPress={save} isPending={props.isPending ?? false}>
            {t('window.save')}
          </Button>
          <Button look="quiet" onPress={props.onClose}>
            {t('form.cancel')}
          </Button>
        </>
      }
    >
      <div className="fc-form">
        <DatePicker
          label={t('window.from')}
          value={window.from}
          min={today}
          isRequired
          onChange={(day) => change({ from: day ?? today })}
        />
        <DatePicker
          label={t('window.last')}
          help={t('window.lastHelp')}
          value={window.until && addDays(window.until, -1)}
          min={window.from}
          onChange={(day) => change({ until: day && addDays(day, 1) })}
          error={
            asked && window.until !== null && window.until <= window.from
              ? t('window.badDays')
              : null
          }
        />
        <CheckboxGroup
          label={t('window.weekdays')}
          choices={everyDay.map((n) => ({
            id: String(n),
            label: formatWeekdayLetters(addDays(MONDAY, n - 1)),
          }))}
          value={window.weekdays.map(String)}
          onChange={(ids) => change({ weekdays: ids.map(Number).sort((a, b) => a - b) })}
          error={asked && window.weekdays.length === 0 ? t('window.noDay') : null}
        />
        <Checkbox isSelected={window.onHolidays} onChange={(onHolidays) => change({ onHolidays })}>
          {t('window.holidays')}
        </Checkbox>
        <NumberField
          label={t('window.hourFrom')}
          min={0}
          max={23}
          value={window.hourFrom}
          onChange={(hour) => change({ hourFrom: hour ?? 0 })}
        />
        <NumberField
          label={t('window.hourUntil')}
          min={1}
          max={24}
          value={window.hourUntil}
          onChange={(hour) => change({ hourUntil: hour ?? 24 })}
          error={asked && window.hourFrom >= window.hourUntil ? t('window.badHours') : null}
        />
        <NumberField
          label={t('window.places')}
          min={1}
          max={mostPlaces}
          value={window.places}
          onChange={(places) => change({ places: places ?? 1 })}
        />
      </div>
      {props.problem ? <Refusal words={props.problem} /> : null}
    </Dialog>
  );
}
