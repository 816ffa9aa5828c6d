import { CalendarDate, parseDate } from '@internationalized/date';
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Calendar } from 'react-aria-components/Calendar';
import {
  DateField as AriaDateField,
  DateInput,
  DateSegment,
} from 'react-aria-components/DateField';
import {
  DatePicker as AriaDatePicker,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
} from 'react-aria-components/DatePicker';
import { Dialog } from 'react-aria-components/Dialog';
import { Group } from 'react-aria-components/Group';
import { Heading } from 'react-aria-components/Heading';
import { Popover } from 'react-aria-components/Popover';
import { FieldLabel, FieldNotes, type FieldProps, fieldState } from './fields.tsx';
import { Icon } from './icons.tsx';
import './calendar.css';

export interface DateFieldProps extends FieldProps {
  /** An ISO day, or `null` while empty. */
  readonly value: string | null;
  readonly onChange: (day: string | null) => void;
  /** The first and the last ISO day that may be chosen. */
  readonly min?: string;
  readonly max?: string;
}

/** A React Aria day of an ISO day; `null` for what is no day, so that a bad address breaks nothing. */
function toDate(day: string | null | undefined): CalendarDate | null {
  if (!day) return null;
  try {
    return parseDate(day);
  } catch {
    return null;
  }
}

/** Before this a year is half typed: 2, 20 and 202 come before 2026. */
const FIRST_YEAR = 1000;

/**
 * What stands in the field and what is passed on. A half typed year stays in the field: passed on, who
 * keeps the day would refuse it, and the day and the month already typed would be gone. What was refused
 * gives way to the day that counts once the field is left.
 */
function useDateState(props: DateFieldProps) {
  const [draft, setDraft] = useState<{ day: CalendarDate; before: string | null } | null>(null);
  const current = draft && draft.before === props.value ? draft.day : null;
  const min = toDate(props.min);
  const max = toDate(props.max);
  return {
    ...fieldState(props),
    value: current ?? toDate(props.value),
    onChange: (date: CalendarDate | null) => {
      setDraft(date ? { day: date, before: props.value } : null);
      if (!date || date.year >= FIRST_YEAR) props.onChange(date?.toString() ?? null);
    },
    onFocusChange: (isFocused: boolean) => {
      if (!isFocused) setDraft(null);
    },
    ...(min ? { minValue: min } : {}),
    ...(max ? { maxValue: max } : {}),
  };
}

function Segments() {
  return (
    <DateInput className="vp-date-input">
      {(segment) => <DateSegment segment={segment} className="vp-segment" />}
    </DateInput>
  );
}

/** A day typed as dd/mm/jjjj: for days far away, such as a birthday. */
export function DateField(props: DateFieldProps) {
  return (
    <AriaDateField className="vp-field" {...useDateState(props)}>
      <FieldLabel isRequired={props.isRequired}>{props.label}</FieldLabel>
      <Group className="vp-input vp-input-group">
        <Segments />
      </Group>
      <FieldNotes help={props.help} error={props.error} />
    </AriaDateField>
  );
}

/** A day typed, or picked from a month that starts on Monday: for days nearby. */
export function DatePicker(props: DateFieldProps) {
  return (
    <AriaDatePicker
      className="vp-field"
      {...useDateState(props)}
      shouldForceLeadingZeros
      firstDayOfWeek="mon"
    >
      <FieldLabel isRequired={props.isRequired}>{props.label}</FieldLabel>
      <Group className="vp-input vp-input-group">
        <Segments />
        <AriaButton className="vp-input-button">
          <Icon name="calendar" />
        </AriaButton>
      </Group>
      <FieldNotes help={props.help} error={props.error} />
      <Popover className="vp-popover">
        <Dialog className="vp-calendar-dialog">
          <Calendar className="vp-calendar">
            <header className="vp-calendar-head">
              <AriaButton slot="previous" className="vp-input-button vp-turn-left">
                <Icon name="chevron" />
              </AriaButton>
              <Heading className="vp-calendar-month" />
              <AriaButton slot="next" className="vp-input-button vp-turn-right">
                <Icon name="chevron" />
              </AriaButton>
            </header>
            <CalendarGrid weekdayStyle="short">
              <CalendarGridHeader>
                {(day) => (
                  <CalendarHeaderCell className="vp-calendar-weekday">{day}</CalendarHeaderCell>
                )}
              </CalendarGridHeader>
              <CalendarGridBody>
                {(date) => <CalendarCell date={date} className="vp-calendar-day" />}
              </CalendarGridBody>
            </CalendarGrid>
          </Calendar>
        </Dialog>
      </Popover>
    </AriaDatePicker>
  );
}
