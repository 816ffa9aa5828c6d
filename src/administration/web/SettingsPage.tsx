import { useState } from 'react';
import { Answered } from '../../web/Answered.tsx';
import { useTranslation } from 'react-i18next';
import { dayOf, formatDay, formatNumber } from '../../web/i18n/format.ts';
import { useNow } from '../../web/shell.ts';
import {
  Banner,
  Button,
  DatePicker,
  Dialog,
  Disclosure,
  NumberField,
  TextField,
} from '../../web/ui/index.ts';
import type { Setting } from '../contract.ts';
import { MailPart } from './MailPart.tsx';
import { useList, useWrite } from './use-administration.ts';
import './words.ts';
import './administration.css';

/** Settings that the product reads, with what holds while none is set and between which values; the database holds the same (`setting_in_bounds`). */
const known = {
  'balance.places-per-1000-minors': { words: 'places-per-1000', otherwise: 3.9, min: 0, max: 100 },
  'capacity.stale-after-days': { words: 'stale', otherwise: 7, min: 1, max: 90 },
  'capacity.unavailability.longest-days': { words: 'longest', otherwise: 56, min: 1, max: 366 },
  'capacity.unavailability.review-before-end-days': {
    words: 'review',
    otherwise: 7,
    min: 0,
    max: 60,
  },
  'crisis.agreement-hours': { words: 'crisisAgreement', otherwise: 72, min: 1, max: 240 },
  'crisis.answer-hours': { words: 'crisisAnswer', otherwise: 24, min: 1, max: 240 },
  'crisis.intervention-days': { words: 'crisisIntervention', otherwise: 3, min: 1, max: 60 },
  'crisis.guidance-days': { words: 'crisisGuidance', otherwise: 28, min: 1, max: 180 },
  'crisis.stay-days': { words: 'crisisStay', otherwise: 7, min: 1, max: 60 },
  'crisis.extension-days': { words: 'crisisExtension', otherwise: 7, min: 1, max: 60 },
  'crisis.guidance-extensions': { words: 'crisisGuidanceTimes', otherwise: 2, min: 0, max: 9 },
  'crisis.stay-extensions': { words: 'crisisStayTimes', otherwise: 1, min: 0, max: 9 },
  'crisis.end-near-hours': { words: 'crisisEndNear', otherwise: 48, min: 1, max: 240 },
  'insight.release-delay-days': { words: 'delay', otherwise: 14, min: 1, max: 366 },
  'insight.smallest-shown.usual': { words: 'usual', otherwise: 6, min: 6, max: 100 },
  'insight.smallest-shown.sensitive': { words: 'sensitive', otherwise: 10, min: 10, max: 100 },
  'insight.fewest-organisations': { words: 'organisations', otherwise: 3, min: 3, max: 20 },
  'saved-search.most': { words: 'kept', otherwise: 100, min: 1, max: 1000 },
  'region.detour-factor': { words: 'detour', otherwise: 1.3, min: 1, max: 3 },
} as const;
type KnownKey = keyof typeof known;
const isKnown = (key: string): key is KnownKey => key in known;

interface Line {
  readonly key: string;
  readonly region: string | null;
  readonly history: readonly Setting[];
}

function linesOf(settings: readonly Setting[]): Line[] {
  const groups = Map.groupBy(settings, ({ key, region }) => `${key} ${region ?? ''}`);
  const missing = Object.keys(known).filter((key) => !groups.has(`${key} `));
  return [
    ...missing.map((key) => ({ key, region: null, history: [] })),
    ...[...groups.values()].map((history) => ({
      key: history[0]!.key,
      region: history[0]!.region,
      history,
    })),
  ].sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** Norms and settings with their dates: what holds now, what held, and what will. */
export function SettingsPage() {
  const { t } = useTranslation('administration');
  const today = dayOf(useNow());
  const query = useList<Setting[]>('/api/administration/settings');
  const [changing, setChanging] = useState<Line | null>(null);
  return (
    <div className="ad-page ad-narrow">
      <header>
        <h1>{t('settings.title')}</h1>
        <p className="vp-muted">{t('settings.intro')}</p>
      </header>
      <Answered query={query} failed={t('listFailed')}>
        {(data) => (
          <ul className="ad-list">
            {linesOf(data).map((line) => (
              <SettingRow
                key={`${line.key} ${line.region ?? ''}`}
                line={line}
                today={today}
                onChange={() => setChanging(line)}
              />
            ))}
          </ul>
        )}
      </Answered>
      <MailPart />
      {changing ? (
        <ChangeDialog line={changing} today={today} onClose={() => setChanging(null)} />
      ) : null}
    </div>
  );
}

const valueWords = (value: unknown) =>
  typeof value === 'number' ? formatNumber(value) : JSON.stringify(value);

function useNameOf() {
  const { t } = useTranslation('administration');
  return ({ key, region }: Line) => {
    const name = isKnown(key) ? t(`settings.known.${known[key].words}`) : key;
    return region ? t('settings.inRegion', { name, region }) : name;
  };
}

interface SettingRowProps {
  readonly line: Line;
  readonly today: string;
  readonly onChange: () => void;
}

function SettingRow({ line, today, onChange }: SettingRowProps) {
  const { t } = useTranslation('administration');
  const nameOf = useNameOf();
  const { key, history } = line;
  const now = history.find(({ from, until }) => from <= today && (until === null || until > today));
  const isNumber = now === undefined || typeof now.value === 'number';
  return (
    <li className="ad-setting">
      <div>
        <h2 className="ad-name">{nameOf(line)}</h2>
        <p>
          {now
            ? t('settings.now', { value: valueWords(now.value), from: formatDay(now.from) })
            : isKnown(key)
              ? t('settings.otherwise', { value: formatNumber(known[key].otherwise) })
              : t('settings.none')}
        </p>
        {now ? (
          <p className="vp-muted ad-small">{t('settings.source', { source: now.source })}</p>
        ) : null}
        {history.length > 1 ? (
          <Disclosure title={t('settings.history')}>
            <ol className="ad-history">
              {history.map((each) => (
                <li key={each.from}>
                  {t('settings.line', {
                    value: valueWords(each.value),
                    from: formatDay(each.from),
                  })}
                  <span className="vp-muted ad-small">
                    {' '}
                    {t('settings.source', { source: each.source })}
                  </span>
                </li>
              ))}
            </ol>
          </Disclosure>
        ) : null}
      </div>
      {isNumber ? (
        <Button
          size="small"
          label={t('settings.changeOf', { name: nameOf(line) })}
          onPress={onChange}
        >
          {t('settings.change')}
        </Button>
      ) : null}
    </li>
  );
}

interface ChangeDialogProps {
  readonly line: Line;
  readonly today: string;
  readonly onClose: () => void;
}

function ChangeDialog({ line, today, onClose }: ChangeDialogProps) {
  const { t } = useTranslation('administration');
  const nameOf = useNameOf();
  const { write, problem } = useWrite();
  const [value, setValue] = useState<number | null>(null);
  const [from, setFrom] = useState<string | null>(today);
  const [source, setSource] = useState('');
  const [asked, setAsked] = useState(false);
  const limits = isKnown(line.key) ? known[line.key] : { min: 0, max: 1_000_000 };
  const missing = {
    value: value === null ? t('settings.valueMissing', limits) : null,
    from: from === null ? t('give.fromMissing') : null,
    source: source.trim().length < 3 ? t('settings.sourceMissing') : null,
  };
  const save = () => {
    setAsked(true);
    if (missing.value ?? missing.from ?? missing.source) return;
    write.mutate(
      {
        path: '/api/administration/settings',
        body: { key: line.key, region: line.region, value, from, source: source.trim() },
        said: t('settings.said', { name: nameOf(line) }),
      },
      { onSuccess: onClose },
    );
  };
  return (
    <Dialog
      title={nameOf(line)}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button look="primary" onPress={save} isPending={write.isPending}>
            {t('settings.save')}
          </Button>
          <Button look="quiet" onPress={onClose}>
            {t('cancel')}
          </Button>
        </>
      }
    >
      <div className="ad-form">
        {problem ? <Banner tone="danger">{problem}</Banner> : null}
        <NumberField
          label={t('settings.value')}
          value={value}
          onChange={setValue}
          min={limits.min}
          max={limits.max}
          isRequired
          error={asked ? missing.value : null}
        />
        <DatePicker
          label={t('settings.from')}
          value={from}
          onChange={setFrom}
          isRequired
          error={asked ? missing.from : null}
        />
        <TextField
          label={t('settings.sourceLabel')}
          help={t('settings.sourceHelp')}
          value={source}
          onChange={setSource}
          isRequired
          error={asked ? missing.source : null}
        />
      </div>
    </Dialog>
  );
}
