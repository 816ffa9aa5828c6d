import { useTranslation } from 'react-i18next';
import { addDays } from '../../../platform/period.ts';
import { formatDay } from '../../../web/i18n/format.ts';
import { Button, DatePicker, RadioGroup } from '../../../web/ui/index.ts';
import { stepFrom, VIEWS, type View, type Window } from './calendar-view.ts';
import { FORMS, type Form, type UnitSearch } from './unit-search.ts';

export interface CalendarBarProps {
  readonly view: View;
  readonly form: Form;
  readonly window: Window;
  readonly today: string;
  readonly change: (part: UnitSearch) => void;
}

/** Which days, in which steps, as a calendar or as a list: all of it in the address. */
export function CalendarBar({ view, form, window, today, change }: CalendarBarProps) {
  const { t } = useTranslation('unit');
  const step = (direction: -1 | 1) => change({ from: stepFrom(view, window.from, direction) });
  return (
    <div className="un-bar vp-no-print">
      <div className="un-steps">
        <Button onPress={() => step(-1)}>{t('bar.earlier')}</Button>
        <Button onPress={() => change({ from: undefined })}>{t('bar.today')}</Button>
        <Button onPress={() => step(1)}>{t('bar.later')}</Button>
      </div>
      <p className="un-window" aria-live="polite">
        {t('bar.window', {
          from: formatDay(window.from),
          until: formatDay(addDays(window.until, -1)),
        })}
      </p>
      <DatePicker
        label={t('bar.day')}
        value={window.from}
        onChange={(day) => change({ from: day === null || day === today ? undefined : day })}
      />
      <RadioGroup
        label={t('bar.view')}
        value={view}
        onChange={(id) => change({ view: id === 'days' ? undefined : (id as View) })}
        choices={VIEWS.map((id) => ({ id, label: t(`view.${id}`) }))}
      />
      <RadioGroup
        label={t('bar.form')}
        value={form}
        onChange={(id) => change({ form: id as Form })}
        choices={FORMS.map((id) => ({ id, label: t(`form.${id}`) }))}
      />
    </div>
  );
}
