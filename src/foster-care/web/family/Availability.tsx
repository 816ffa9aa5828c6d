import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf } from '../../../web/i18n/format.ts';
import { useNow } from '../../../web/shell.ts';
import { Button } from '../../../web/ui/index.ts';
import type { SetWindow } from '../../contract.ts';
import { useWindowWords } from '../window-words.ts';
import { aboutWindow, type KeptFamily, type SeenWindow, withUnsent } from './kept-family.ts';
import { everyDay, thisWeekend, tonight } from './quick-windows.ts';
import type { FamilyOutbox } from './use-outbox.ts';
import { WindowDialog } from './WindowDialog.tsx';

interface AvailabilityProps {
  readonly windows: KeptFamily['windows'];
  /** Places of the family: no window has more. */
  readonly places: number;
  readonly outbox: FamilyOutbox;
  /** From when this is, where it is not of now. */
  readonly as?: string;
}

/** When the family is there: two quick choices, and any span by days, hours and places. */
export function Availability({ windows, places, outbox, as }: AvailabilityProps) {
  const { t } = useTranslation('foster-care');
  const today = dayOf(useNow());
  const { setWindow, clearWindow, unsent } = outbox;
  const [open, setOpen] = useState<{ id: string; window: SetWindow } | null>(null);
  const begin = () =>
    setOpen({
      id: crypto.randomUUID(),
      window: {
        from: today,
        until: null,
        weekdays: everyDay,
        onHolidays: true,
        hourFrom: 8,
        hourUntil: 21,
        places,
      },
    });
  const seen = withUnsent(windows, unsent);
  return (
    <section aria-labelledby="fc-windows" className="fc-group">
      <h2 id="fc-windows">{t('window.head')}</h2>
      {as ? <p className="fc-strong">{as}</p> : null}
      <p className="fc-small">{t('window.why')}</p>
      <div className="fc-quick vp-no-print">
        <Button onPress={() => setWindow(crypto.randomUUID(), tonight(today, places))}>
          {t('window.tonight')}
        </Button>
        <Button onPress={() => setWindow(crypto.randomUUID(), thisWeekend(today, places))}>
          {t('window.weekend')}
        </Button>
        <Button onPress={begin}>{t('window.other')}</Button>
      </div>
      {seen.length === 0 ? <p>{t('window.none')}</p> : null}
      <ul className="fc-list">
        {seen.map((each) => (
          <WindowLine
            key={each.id}
            seen={each}
            isWaiting={unsent.some(
              ({ about, state }) => about === aboutWindow(each.id) && state === 'waiting',
            )}
            onChange={(window) => setOpen({ id: each.id, window })}
            onClear={() => clearWindow(each.id)}
          />
        ))}
      </ul>
      {open ? (
        <WindowDialog
          start={open.window}
          mostPlaces={places}
          today={today}
          onSave={(window) => {
            setWindow(open.id, window);
            setOpen(null);
          }}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </section>
  );
}

interface WindowLineProps {
  readonly seen: SeenWindow;
  readonly isWaiting: boolean;
  readonly onChange: (window: SetWindow) => void;
  readonly onClear: () => void;
}

/** One span of days, and whether the service knows of it yet. */
function WindowLine({ seen, isWaiting, onChange, onClear }: WindowLineProps) {
  const { t } = useTranslation('foster-care');
  const words = useWindowWords();
  const { id: _, waits, ...window } = seen;
  const { days, rest } = words(window);
  return (
    <li className="fc-window">
      <div>
        <p>{days}</p>
        <p className="fc-small">{rest}</p>
        {waits && isWaiting ? (
          <p className="fc-strong" role="status">
            {t(`window.waits.${waits}`)}
          </p>
        ) : null}
      </div>
      <div className="vp-actions vp-no-print">
        <Button label={t('window.changeOf', { days })} onPress={() => onChange(window)}>
          {t('window.change')}
        </Button>
        {waits === 'clear' ? null : (
          <Button look="quiet" label={t('window.clearOf', { days })} onPress={onClear}>
            {t('window.clear')}
          </Button>
        )}
      </div>
    </li>
  );
}
