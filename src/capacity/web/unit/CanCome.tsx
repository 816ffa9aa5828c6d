import { useTranslation } from 'react-i18next';
import { formatDay } from '../../../web/i18n/format.ts';
import { Button } from '../../../web/ui/index.ts';
import type { UnitDetail } from '../../contract.ts';
import { CanComeForm } from '../regiekamer/CanComeForm.tsx';
import type { Question } from '../regiekamer/use-can-come.ts';
import type { Marks } from './in-the-way.ts';
import type { Window } from './calendar-view.ts';
import type { UnitSearch } from './unit-search.ts';

export interface CanComeProps {
  readonly unitId: string;
  readonly detail: UnitDetail;
  readonly today: string;
  readonly moduleName: (code: string) => string;
  readonly asked: Question | null;
  readonly marks: Marks | null;
  readonly window: Window;
  readonly change: (part: UnitSearch) => void;
  readonly onAsk: (asked: Question) => void;
}

/** "Can this child come, from when": the answer in words here, and marked in the calendar. */
export function CanCome(props: CanComeProps) {
  const { t } = useTranslation('unit');
  const { unitId, detail, today, moduleName, asked, marks, window, change } = props;
  const first = marks?.first ?? null;
  const isOutside = first !== null && (first < window.from || first >= window.until);
  return (
    <div className="un-can-come">
      <CanComeForm
        unitId={unitId}
        detail={detail}
        begun={asked}
        regiekamer={{
          today,
          moduleName,
          search: asked ? { module: [asked.module] } : {},
        }}
        onAsk={(question) => {
          const { module, from, until, needs } = question;
          props.onAsk(question);
          change({ module, arrive: from, leave: until, needs });
        }}
      />
      {marks ? (
        <div className="vp-actions vp-no-print">
          {first !== null && isOutside ? (
            <Button size="small" onPress={() => change({ from: first })}>
              {t('canCome.goTo', { day: formatDay(first) })}
            </Button>
          ) : null}
          <Button
            size="small"
            look="quiet"
            onPress={() =>
              change({ module: undefined, arrive: undefined, leave: undefined, needs: undefined })
            }
          >
            {t('canCome.clear')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
