import { useTranslation } from 'react-i18next';
import { addDays, formatDay } from '../../../web/i18n/format.ts';
import { Button } from '../../../web/ui/index.ts';
import type { PartialStop } from '../provider/acts.ts';
import './words.ts';
import './provider-tools.css';

/** The ends that one tap gives, in weeks: eight is the longest before it is asked anew. */
const WEEKS = [1, 2, 4, 8] as const;

/** Until when, in whole weeks by one tap. */
export function UntilWeeks(props: {
  readonly from: string;
  readonly until: string | null;
  readonly onChange: (until: string) => void;
}) {
  const { t } = useTranslation('provider-tools');
  return (
    <div className="pt-weeks" role="group" aria-label={t('stop.until')}>
      {WEEKS.map((count) => {
        const until = addDays(props.from, count * 7);
        return (
          <Button
            key={count}
            look={props.until === until ? 'primary' : 'secondary'}
            onPress={() => props.onChange(until)}
          >
            {t('stop.weeks', { count })}
          </Button>
        );
      })}
    </div>
  );
}

const capital = (words: string) => words.charAt(0).toLocaleUpperCase() + words.slice(1);

/** What is reported, in words: the group that is stopped, or the number of places; `null` while it is open. */
export function useReported() {
  const { t } = useTranslation('provider-tools');
  const { t: codes } = useTranslation('capacity');
  return (what: {
    readonly what: 'stop' | 'places';
    readonly stop: PartialStop | null;
    readonly places: number | null;
  }): string | null => {
    if (what.what === 'places') {
      return what.places === null ? null : t('stop.placesSummary', { count: what.places });
    }
    return what.stop === null ? null : capital(codes(`codes.partialStop.${what.stop}`));
  };
}

/** One sentence that says what will be reported, before it is. */
export function ReportSentence(props: {
  readonly what: string | null;
  readonly until: string | null;
  readonly reviewOn: string | null;
}) {
  const { t } = useTranslation('provider-tools');
  const { what, until, reviewOn } = props;
  if (what === null || until === null || reviewOn === null) return null;
  return (
    <p className="pt-summary" role="status">
      {t('stop.summary', { what, day: formatDay(until), review: formatDay(reviewOn) })}
    </p>
  );
}
