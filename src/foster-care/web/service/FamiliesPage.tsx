import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../../web/Answered.tsx';
import { compareNames, dayOf, formatAge, formatDay } from '../../../web/i18n/format.ts';
import { useNow } from '../../../web/shell.ts';
import { Disclosure, EmptyState, RadioGroup, SearchField } from '../../../web/ui/index.ts';
import type { Board } from '../../contract.ts';
import { Folded } from '../Folded.tsx';
import { useAsked } from '../use-foster-care.ts';
import { useWindowWords } from '../window-words.ts';
import type { BoardFamily } from './board-order.ts';
import { FamilyActs } from './FamilyActs.tsx';
import { familyStands, type FamilyStand, inStand } from './family-stands.ts';
import '../profile/words.ts';
import './words.ts';
import '../foster-care.css';
import './service.css';

const route = getRouteApi('/pleegzorg/gezinnen');

/** The service's families: who waits for a yes, who can take a child today, and what each can do. */
export function FamiliesPage() {
  const { t } = useTranslation('foster-service');
  const query = useAsked<Board>('/board');
  return (
    <div className="fs-page">
      <h1>{t('list.title')}</h1>
      <Answered query={query} failed={t('list.failed')} mend={t('board.failedMend')} lines={12}>
        {(board) => <Found board={board} />}
      </Answered>
    </div>
  );
}

/** A screen or two; the rest is found by name, by state, or by asking for it. */
const FIRST_FAMILIES = 24;

function Found({ board }: { readonly board: Board }) {
  const { t } = useTranslation('foster-service');
  const { stand, zoek } = route.useSearch();
  const navigate = route.useNavigate();
  const change = (part: { stand?: FamilyStand | undefined; zoek?: string | undefined }) =>
    void navigate({
      search: (before) => ({ ...before, ...part }),
      replace: true,
      resetScroll: false,
    });
  const { families } = board;
  if (families.length === 0)
    return (
      <EmptyState level={2} title={t('list.none')}>
        {t('list.noneNext')}
      </EmptyState>
    );
  const wanted = (zoek ?? '').toLowerCase();
  const matches = ({ contactName, municipalityName }: BoardFamily) =>
    `${contactName} ${municipalityName}`.toLowerCase().includes(wanted);
  const waiting = families.filter(({ state }) => state === 'APPLIED');
  const known = families.filter(({ state }) => state !== 'APPLIED');
  const shown = known
    .filter((family) => inStand(family, stand ?? 'all') && matches(family))
    .sort((a, b) => compareNames(a.contactName, b.contactName));
  return (
    <>
      {waiting.length > 0 ? (
        <section className="fs-group" aria-labelledby="fs-waiting">
          <h2 id="fs-waiting">
            {t('list.waiting')} <span className="fs-count">{waiting.length}</span>
          </h2>
          <ul className="fs-cards fs-tiles">
            {waiting.map((family) => (
              <Family key={family.id} family={family} today={board.today} />
            ))}
          </ul>
        </section>
      ) : null}
      <section className="fs-group" aria-labelledby="fs-known">
        <h2 id="fs-known">
          {t('list.known')} <span className="fs-count">{known.length}</span>
        </h2>
        <div className="fs-filters vp-no-print">
          <RadioGroup
            label={t('list.show')}
            choices={familyStands.map((id) => ({
              id,
              label: `${t(`stand.${id}`)} (${known.filter((each) => inStand(each, id)).length})`,
            }))}
            value={stand ?? 'all'}
            onChange={(id) =>
              change({ stand: familyStands.find((each) => each === id && id !== 'all') })
            }
          />
          <SearchField
            label={t('list.search')}
            value={zoek ?? ''}
            onChange={(text) => change({ zoek: text || undefined })}
          />
        </div>
        <p role="status">{t('list.count', { count: shown.length })}</p>
        <Folded key={`${stand} ${wanted}`} rows={shown} first={FIRST_FAMILIES}>
          {(first) => (
            <ul className="fs-cards fs-tiles">
              {first.map((family) => (
                <Family key={family.id} family={family} today={board.today} />
              ))}
            </ul>
          )}
        </Folded>
      </section>
      <Refused refused={board.refused} />
    </>
  );
}

/** Who was refused and why: of the family itself only where it lived and when it came. */
function Refused({ refused }: Pick<Board, 'refused'>) {
  const { t } = useTranslation('foster-service');
  if (refused.length === 0) return null;
  return (
    <Disclosure level={2} title={t('list.refused', { count: refused.length })}>
      {() => (
        <ul className="fs-rows">
          {refused.map((each) => (
            <li key={each.id}>
              <b>
                {t('list.refusedRow', {
                  place: each.municipalityName,
                  applied: formatDay(dayOf(each.appliedAt)),
                  day: formatDay(dayOf(each.refusedAt)),
                })}
              </b>
              <p>
                {t('list.refusedWhy', {
                  why: each.reason ? t(`code.familyRefusal.${each.reason}`) : t('list.noReason'),
                })}
              </p>
              {each.words ? <p className="fs-small">{each.words}</p> : null}
            </li>
          ))}
        </ul>
      )}
    </Disclosure>
  );
}

interface FamilyProps {
  readonly family: BoardFamily;
  /** ISO day in Brussels. */
  readonly today: string;
}

function Family({ family, today }: FamilyProps) {
  const { t } = useTranslation('foster-service');
  const { t: profile } = useTranslation('foster-profile');
  const { t: care } = useTranslation('foster-care');
  const words = useWindowWords();
  const now = useNow();
  const facts = [
    family.kinds.map((kind) => care(`codes.kind.${kind}`)).join(', '),
    care('card.ages', { from: family.ageFrom, to: family.ageTo }),
    t('list.places', { count: family.places }),
    family.siblingsTogether ? t('list.siblings') : null,
    family.hasPets ? t('list.pets') : null,
    family.schoolReachKm === null ? null : t('list.school', { km: family.schoolReachKm }),
    family.access === 'NONE' ? null : care(`codes.access.${family.access}`),
    family.languages.map((code) => profile(`language.${code}`)).join(', '),
  ];
  return (
    <li className="fs-card">
      <h3>{family.contactName}</h3>
      <p>
        {family.municipalityName}
        {family.phone ? (
          <>
            {' · '}
            <a href={`tel:${family.phone.replace(/[^0-9+]/g, '')}`}>{family.phone}</a>
          </>
        ) : null}
        {family.mail ? ` · ${family.mail}` : ''}
      </p>
      <p>
        <b>
          {family.state === 'APPLIED'
            ? t('list.applied', { age: formatAge(family.appliedAt, now) })
            : family.state === 'PAUSED'
              ? t('list.paused')
              : t('list.today', {
                  free: Math.max(0, Math.min(family.openToday, family.places) - family.takenToday),
                  taken: family.takenToday,
                })}
        </b>
      </p>
      <p className="fs-small">{facts.filter(Boolean).join(' · ')}</p>
      {family.windows.length > 0 ? (
        <ul className="fs-windows">
          {family.windows.map(({ id, ...window }) => {
            const { days, rest } = words(window);
            return (
              <li key={id}>
                {days} · {rest}
              </li>
            );
          })}
        </ul>
      ) : family.state === 'APPLIED' ? null : (
        <p className="fs-small">{t('list.noWindow')}</p>
      )}
      <FamilyActs family={family} today={today} />
    </li>
  );
}
