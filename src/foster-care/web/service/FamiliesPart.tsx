import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatAge, formatList } from '../../../web/i18n/format.ts';
import { useNow } from '../../../web/shell.ts';
import { Button, Disclosure, EmptyState } from '../../../web/ui/index.ts';
import type { Board, RequestLook } from '../../contract.ts';
import { Folded } from '../Folded.tsx';
import { useWrite } from '../use-foster-care.ts';
import { type BoardRequest, type FamilyRow, familyRows, liveMatch, places } from './board-order.ts';
import { DistancePicture } from './DistancePicture.tsx';
import { useRequestWords } from './use-request-words.ts';

const mayAskIn = (request: BoardRequest): boolean =>
  ['CHECKED', 'PUBLISHED', 'RESPONSES'].includes(request.state) && !liveMatch(request);

interface FamiliesPartProps {
  readonly request: BoardRequest;
  readonly board: Board;
  readonly look: RequestLook;
}

/** Nobody calls more families than these before looking again; the nearest come first. */
const FIRST_ROWS = 10;

/** Families by how they stand and how far they are; of who does not fit, why, criterion by criterion. */
export function FamiliesPart({ request, board, look }: FamiliesPartProps) {
  const { t } = useTranslation('foster-service');
  const rows = familyRows(request, board.families, look);
  const [later, now] = [
    rows.filter(({ place }) => place === 'unfit' || place === 'cannot'),
    rows.filter(({ place }) => place !== 'unfit' && place !== 'cannot'),
  ];
  const lists = (of: readonly FamilyRow[]) =>
    places
      .filter((place) => of.some((row) => row.place === place))
      .map((place) => (
        <section key={place} className="fs-group" aria-labelledby={`fs-place-${place}`}>
          <h4 id={`fs-place-${place}`}>
            <span className="fs-dot" data-place={place} aria-hidden="true" /> {t(`place.${place}`)}{' '}
            <span className="fs-count">{of.filter((row) => row.place === place).length}</span>
          </h4>
          <Folded rows={of.filter((row) => row.place === place)} first={FIRST_ROWS}>
            {(shown) => (
              <ul className="fs-rows">
                {shown.map((row) => (
                  <Family key={row.familyId} {...{ row, request, board }} />
                ))}
              </ul>
            )}
          </Folded>
        </section>
      ));
  return (
    <section className="fs-part" aria-labelledby="fs-families">
      <h3 id="fs-families">{t('families.head')}</h3>
      <p className="fs-small">{t('families.why')}</p>
      {rows.length === 0 ? (
        <EmptyState level={3} title={t('families.none')}>
          {t('families.noneNext')}
        </EmptyState>
      ) : (
        <DistancePicture rows={rows} reachKm={request.reachKm} />
      )}
      {board.mayMatchNow || !mayAskIn(request) ? null : (
        <p className="fs-small">{t('hours.matchLater')}</p>
      )}
      {rows.length > 0 && now.length === 0 ? <p>{t('families.nobody')}</p> : null}
      {lists(now)}
      {later.length > 0 ? (
        <Disclosure title={t('families.unfit', { count: later.length })}>
          {() => lists(later)}
        </Disclosure>
      ) : null}
    </section>
  );
}

interface FamilyProps {
  readonly row: FamilyRow;
  readonly request: BoardRequest;
  readonly board: Board;
}

function Family({ row, request, board }: FamilyProps) {
  const { t } = useTranslation('foster-service');
  const { km } = useRequestWords();
  const now = useNow();
  const name = row.name ?? t('families.unnamed');
  const mayAsk = mayAskIn(request);
  const told = row.answeredAt
    ? t('families.answered', { age: formatAge(row.answeredAt, now) })
    : row.seenAt
      ? t('families.seen', { age: formatAge(row.seenAt, now) })
      : null;
  return (
    <li className="fs-row">
      <div>
        <p>
          <b>{name}</b> · {km(row.km)}
          {row.municipality ? ` · ${row.municipality}` : ''}
        </p>
        <p className="fs-small">
          {[row.serviceName, told].filter(Boolean).join(' · ')}
          {row.phone ? (
            <>
              {row.serviceName || told ? ' · ' : ''}
              <a href={`tel:${row.phone.replace(/[^0-9+]/g, '')}`}>{row.phone}</a>
            </>
          ) : null}
        </p>
        {row.misses.length > 0 ? (
          <p className="fs-misses">
            {t('families.misses', {
              list: formatList(row.misses.map((miss) => t(`miss.${miss}`))),
            })}
          </p>
        ) : null}
      </div>
      {mayAsk && row.place !== 'cannot' ? <AskButton {...{ row, name, request, board }} /> : null}
    </li>
  );
}

/** Asks a family: its places are held from then on; taken back as long as nothing began. */
function AskButton({ row, name, request, board }: FamilyProps & { readonly name: string }) {
  const { t } = useTranslation('foster-service');
  const { send, isPending, problem } = useWrite();
  const [made, setMade] = useState<string | null>(null);
  const ask = async () => {
    const done = await send<{ id: string }>({
      path: `/requests/${request.id}/match`,
      body: { familyId: row.familyId },
      said: t('said.asked', { name }),
    });
    if (done) setMade(done.id);
  };
  return (
    <div className="vp-no-print">
      <Button
        size="small"
        look={row.place === 'can' ? 'primary' : 'secondary'}
        label={t('act.askOf', { name })}
        isPending={isPending}
        isDisabled={made !== null || !board.mayMatchNow}
        onPress={() => void ask()}
      >
        {t('act.ask')}
      </Button>
      {problem ? <p role="alert">{problem}</p> : null}
    </div>
  );
}
