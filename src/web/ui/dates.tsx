import { CalendarDate, parseDate } from '@internationalized/date';
import {
  DateField as AriaDateField,
  DatePicker as AriaDatePicker,
  Button as AriaButton,
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  DateInput,
  DateSegment,
  Dialog,
  Group,
  Heading,
  Popover,
} from 'react-aria-components';
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

function dateState(props: DateFieldProps) {
  const min = toDate(props.min);
  const max = toDate(props.max);
  return {
    ...fieldState(props),
    value: toDate(props.value),
    onChange: (date: CalendarDate | null) => props.onChange(date?.toString() ?? null),
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
    <AriaDateField className="vp-field" {...dateState(props)}>
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
      {...dateState(props)}
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
