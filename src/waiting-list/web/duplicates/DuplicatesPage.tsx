import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../../web/Answered.tsx';
import { dayOf, formatDay, formatMonth } from '../../../web/i18n/format.ts';
import { Button, ConfirmDialog, EmptyState } from '../../../web/ui/index.ts';
import type { DuplicateRow } from '../../contract.ts';
import type { DuplicateSign } from '../../duplicate-signs.ts';
import { Part } from '../request/Part.tsx';
import { useAreas, useAsked, useWrite } from '../use-waiting-list.ts';
import { InnerLink } from '../InnerLink.tsx';
import '../words.ts';
import '../waiting-list.css';
import './duplicates.css';

/** Pairs that may be one child, beside each other; people decide. */
export function DuplicatesPage() {
  const { t } = useTranslation('waiting-list');
  const query = useAsked<DuplicateRow[]>('/duplicates');
  return (
    <div className="wl-page">
      <header>
        <h1>{t('duplicates.title')}</h1>
        <p className="vp-muted">{t('duplicates.intro')}</p>
      </header>
      <Answered query={query} failed={t('duplicates.failed')} mend={t('duplicates.failedMend')}>
        {(pairs) =>
          pairs.length === 0 ? (
            <EmptyState level={2} title={t('duplicates.empty')}>
              {t('duplicates.emptyNext')}
            </EmptyState>
          ) : (
            <>
              <p role="status">
                <b>{t('duplicates.count', { count: pairs.length })}</b>
              </p>
              {pairs.map((pair) => (
                <Pair key={pair.id} pair={pair} />
              ))}
            </>
          )
        }
      </Answered>
    </div>
  );
}

type Person = DuplicateRow['people'][number];
const rows = [
  'pseudonym',
  'name',
  'birthDate',
  'bornMonth',
  'fileNumber',
  'sex',
  'region',
  'since',
  'state',
] as const;

/** What a person's file says under each heading; empty where it says nothing or may not be seen. */
function useValues(): (person: Person) => Record<(typeof rows)[number], string> {
  const { t } = useTranslation('waiting-list');
  const { regionName } = useAreas();
  return ({ pseudonym, identity, bornMonth, sex, region, since, state }) => ({
    pseudonym,
    name: identity ? `${identity.givenName} ${identity.familyName}` : t('words.otherRegion'),
    birthDate: identity?.birthDate ? formatDay(identity.birthDate) : '',
    bornMonth: formatMonth(`${bornMonth}-01`),
    fileNumber: identity?.fileNumber ?? '',
    sex: t(`codes.sex.${sex}`),
    region: regionName(region),
    since: since ? formatDay(since) : '',
    state: state ? t(`codes.state.${state}`) : '',
  });
}

function Pair({ pair }: { readonly pair: DuplicateRow }) {
  const { t } = useTranslation('waiting-list');
  const valuesOf = useValues();
  const { send, isPending, problem } = useWrite();
  const [isMerging, setMerging] = useState(false);
  const [a, b] = pair.people as [Person, Person];
  const [left, right] = [valuesOf(a), valuesOf(b)];
  const decide = (decision: 'MERGE' | 'DISTINCT') =>
    send({
      path: `/duplicates/${pair.id}/decision`,
      body: { decision },
      said: t(decision === 'MERGE' ? 'duplicates.saidMerged' : 'duplicates.saidDistinct'),
    });
  return (
    <Part
      title={t('duplicates.pair', { a: a.pseudonym, b: b.pseudonym })}
      action={
        pair.mayDecide ? (
          <>
            <Button onPress={() => setMerging(true)}>{t('duplicates.merge')}</Button>
            <Button isPending={isPending} onPress={() => void decide('DISTINCT')}>
              {t('duplicates.distinct')}
            </Button>
          </>
        ) : null
      }
    >
      <p>
        {pair.signs.map((sign) => t(`codes.sign.${sign as DuplicateSign}`)).join(', ')}
        {', '}
        <span className="vp-muted">
          {t('duplicates.found', { day: formatDay(dayOf(pair.foundAt)) })}
        </span>
      </p>
      {pair.mayDecide ? null : <p className="wl-notice">{t('duplicates.otherRegion')}</p>}
      <table className="wl-beside">
        <caption className="vp-hidden">
          {t('duplicates.pair', { a: a.pseudonym, b: b.pseudonym })}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('duplicates.what')}</th>
            <th scope="col">
              <Head person={a} words={t('duplicates.kept')} />
            </th>
            <th scope="col">
              <Head person={b} words={t('duplicates.other')} />
            </th>
          </tr>
        </thead>
        <tbody>
          {rows
            .filter((row) => left[row] !== '' || right[row] !== '')
            // The day says it already.
            .filter((row) => row !== 'bornMonth' || !(left.birthDate && right.birthDate))
            .map((row) => (
              <tr key={row} data-differs={left[row] === right[row] ? undefined : ''}>
                <th scope="row">{t(`duplicates.row.${row}`)}</th>
                <td>{left[row]}</td>
                <td>
                  {right[row]}
                  {left[row] === right[row] || row === 'pseudonym' ? null : (
                    <span className="wl-small">{t('duplicates.differs')}</span>
                  )}
                </td>
              </tr>
            ))}
        </tbody>
      </table>
      {isMerging ? (
        <ConfirmDialog
          title={t('duplicates.mergeTitle')}
          isOpen
          onClose={() => setMerging(false)}
          verb={t('duplicates.merge')}
          isPending={isPending}
          error={problem}
          onConfirm={() => void decide('MERGE')}
        >
          <p>{t('duplicates.mergeWhat')}</p>
          <ul className="wl-list">
            <li>
              {t('duplicates.mergeDay', {
                day: formatDay(
                  [a.since, b.since].filter((day) => day !== null).sort()[0] ?? dayOf(pair.foundAt),
                ),
              })}
            </li>
            <li>{t('duplicates.mergeModules')}</li>
            <li>{t('duplicates.mergeGroup')}</li>
          </ul>
        </ConfirmDialog>
      ) : null}
    </Part>
  );
}

function Head({ person, words }: { readonly person: Person; readonly words: string }) {
  const { t } = useTranslation('waiting-list');
  return (
    <>
      {words}
      {person.requestId ? (
        <>
          {' · '}
          <InnerLink href={`/wachtlijst/${person.requestId}`}>
            {t('duplicates.open')} <span className="vp-hidden">{person.pseudonym}</span>
          </InnerLink>
        </>
      ) : null}
    </>
  );
}
