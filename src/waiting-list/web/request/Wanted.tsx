import { useTranslation } from 'react-i18next';
import { dayOf, formatDay } from '../../../web/i18n/format.ts';
import { Button } from '../../../web/ui/index.ts';
import { noteKinds } from '../../codes.ts';
import type { RequestDetail } from '../../contract.ts';
import { ageOn } from '../../directable.ts';
import { useToday } from '../code-words.ts';
import { useNeedWords } from '../need-words.ts';
import { useModules } from '../use-waiting-list.ts';
import type { PartProps } from './acts.ts';
import { Part } from './Part.tsx';

const isCourt = (kind: string) => kind === 'COURT' || kind === 'COURT_URGENT';

/** Modules with their preferences, and the frame in which help is asked: only what has a value. */
export function Wanted({ detail, act }: PartProps) {
  const { t } = useTranslation('waiting-list');
  const { moduleName } = useModules();
  const { request, mayChange } = detail;
  const pairs = usePairs(detail);
  return (
    <Part
      title={t('request.wanted.title')}
      action={
        mayChange ? (
          <Button size="small" onPress={() => act({ kind: 'change' })}>
            {t('request.wanted.change')}
          </Button>
        ) : null
      }
    >
      <ul className="wl-lines">
        {request.wishes.map((wish) => (
          <li key={wish.module}>
            <b>{moduleName(wish.module)}</b>
            <span className="wl-small">
              {wish.firstUnit
                ? [wish.firstUnit, wish.secondUnit].filter(Boolean).join('; ')
                : t('request.wanted.noPreference')}
            </span>
          </li>
        ))}
      </ul>
      <h3>{t('request.wanted.facts')}</h3>
      <dl className="wl-pairs">
        {pairs.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Part>
  );
}

/** Label and value of each field that says something. */
function usePairs({ row, request }: RequestDetail): [string, string][] {
  const { t } = useTranslation('waiting-list');
  const today = useToday();
  const needWords = useNeedWords();
  const court = isCourt(request.fileKind);
  const day = (value: string | null) => (value ? formatDay(value) : '');
  const age = row.unborn ? -1 : ageOn(row.bornMonth, today);
  const all: [string, string][] = [
    [t('request.field.fileKind'), t(`codes.fileKind.${request.fileKind}`)],
    [t('request.field.gate'), t(`codes.gate.${request.gate}`)],
    [t('request.field.registrarKind'), t(`codes.registrar.${request.registrarKind}`)],
    [t('request.field.registeredOn'), day(request.registeredOn)],
    [t('request.field.since'), day(request.since)],
    [
      t(court ? 'request.field.validUntilCourt' : 'request.field.validUntil'),
      day(request.validUntil),
    ],
    [t('request.field.startFrom'), day(request.startFrom)],
    [
      t('request.field.consentRepresentative'),
      court || age >= 18 ? '' : t(`codes.consent.${request.consentRepresentative}`),
    ],
    [
      t('request.field.consentMinor'),
      court || !(request.minorAble ?? age >= 12) ? '' : t(`codes.consent.${request.consentMinor}`),
    ],
    [
      t('request.field.minorAble'),
      request.minorAble === null
        ? ''
        : t(request.minorAble ? 'request.field.able' : 'request.field.notAble'),
    ],
    [t('request.field.securityNeed'), t(`codes.security.${request.securityNeed}`)],
    [
      t('request.field.indications'),
      request.indications.map((code) => t(`codes.indication.${code}`)).join(', '),
    ],
    [t('request.field.needs'), request.needs.map(needWords).join(', ')],
    [
      t('request.field.runningHelp'),
      request.runningHelp.map((code) => t(`codes.help.${code}`)).join(', '),
    ],
  ];
  return all.filter(([, value]) => value !== '');
}

/** Words about the child, one note of each kind; for the own region alone. */
export function Notes({ detail, act }: PartProps) {
  const { t } = useTranslation('waiting-list');
  const { notes, mayChange } = detail;
  if (notes === null)
    return (
      <Part title={t('request.notes.title')}>
        <p className="vp-muted">{t('request.notes.hidden')}</p>
      </Part>
    );
  return (
    <Part title={t('request.notes.title')}>
      <ul className="wl-lines">
        {noteKinds.map((kind) => {
          const note = notes.find((each) => each.kind === kind);
          const verb = t(note ? 'request.notes.change' : 'request.notes.write');
          return (
            <li key={kind} className="wl-note">
              <div>
                <b>{t(`codes.note.${kind}`)}</b>
                {note ? (
                  <>
                    <p className="wl-written">{note.words}</p>
                    <span className="wl-small">
                      {formatDay(dayOf(note.at))}{' '}
                      {note.by ? t('words.by', { name: note.by }) : t('words.program')}
                    </span>
                  </>
                ) : (
                  <span className="wl-small">{t('request.notes.none')}</span>
                )}
              </div>
              {mayChange ? (
                <span className="vp-no-print">
                  <Button
                    size="small"
                    look="quiet"
                    label={t('request.notes.writeOf', { act: verb, kind: t(`codes.note.${kind}`) })}
                    onPress={() => act({ kind: 'note', note: kind })}
                  >
                    {verb}
                  </Button>
                </span>
              ) : null}
            </li>
          );
        })}
      </ul>
    </Part>
  );
}
