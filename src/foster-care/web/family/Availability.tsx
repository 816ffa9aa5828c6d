import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf } from '../../../web/i18n/format.ts';
import { useNow } from '../../../web/shell.ts';
import { Button } from '../../../web/ui/index.ts';
import type { FamilyPage, SetWindow } from '../../contract.ts';
import { useWrite } from '../use-foster-care.ts';
import { useWindowWords } from '../window-words.ts';
import { everyDay, thisWeekend, tonight } from './quick-windows.ts';
import { WindowDialog } from './WindowDialog.tsx';

interface AvailabilityProps {
  readonly windows: FamilyPage['windows'];
  /** Places of the family: no window has more. */
  readonly places: number;
}

/** When the family is there: two quick choices, and any span by days, hours and places. */
export function Availability({ windows, places }: AvailabilityProps) {
  const { t } = useTranslation('foster-care');
  const today = dayOf(useNow());
  const words = useWindowWords();
  const { send, isPending, problem } = useWrite();
  const [open, setOpen] = useState<{ id: string; window: SetWindow } | null>(null);
  const set = (id: string, body: SetWindow) =>
    send({ method: 'PUT', path: `/mine/windows/${id}`, body, said: t('window.saved') });
  const clear = (id: string) =>
    send({ path: `/mine/windows/${id}/clear`, said: t('window.cleared') });
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
  return (
    <section aria-labelledby="fc-windows" className="fc-group">
      <h2 id="fc-windows">{t('window.head')}</h2>
      <p className="fc-small">{t('window.why')}</p>
      <div className="fc-quick vp-no-print">
        <Button
          isPending={isPending}
          onPress={() => void set(crypto.randomUUID(), tonight(today, places))}
        >
          {t('window.tonight')}
        </Button>
        <Button
          isPending={isPending}
          onPress={() => void set(crypto.randomUUID(), thisWeekend(today, places))}
        >
          {t('window.weekend')}
        </Button>
        <Button onPress={begin}>{t('window.other')}</Button>
      </div>
      {problem && !open ? <p role="alert">{problem}</p> : null}
      {windows.length === 0 ? <p>{t('window.none')}</p> : null}
      <ul className="fc-list">
        {windows.map(({ id, ...window }) => {
          const { days, rest } = words(window);
          return (
            <li key={id} className="fc-window">
              <div>
                <p>{days}</p>
                <p className="fc-small">{rest}</p>
              </div>
              <div className="vp-actions vp-no-print">
                <Button
                  label={t('window.changeOf', { days })}
                  onPress={() => setOpen({ id, window })}
                >
                  {t('window.change')}
                </Button>
                <Button
                  look="quiet"
                  label={t('window.clearOf', { days })}
                  isPending={isPending}
                  onPress={() => void clear(id)}
                >
                  {t('window.clear')}
                </Button>
              </div>
            </li>
          );
        })}
      </ul>
      {open ? (
        <WindowDialog
          start={open.window}
          mostPlaces={places}
          {...{ today, isPending, problem }}
          onSave={(window) =>
            void set(open.id, window).then((isDone) => (isDone ? setOpen(null) : null))
          }
          onClose={() => setOpen(null)}
        />
      ) : null}
    </section>
  );
}
