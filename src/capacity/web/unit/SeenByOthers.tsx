import { useTranslation } from 'react-i18next';
import { Disclosure, Icon } from '../../../web/ui/index.ts';
import type { UnitCalendar } from '../../unit-calendar-contract.ts';
import { sentence, useFactWords } from './fact-words.ts';
import { seenByAccessTeam, seenByOwnAlone, seenInCatalogue } from './seen-by-others.ts';

/** For the provider: what the access team sees of this unit, what it does not, and what everybody sees. */
export function SeenByOthers({
  calendar,
  isOpen,
}: {
  readonly calendar: UnitCalendar;
  /** On a phone it is folded: it is read once, the rest of the page every day. */
  readonly isOpen: boolean;
}) {
  const { t } = useTranslation('unit');
  const words = useFactWords(calendar);
  const example = calendar.stays.find(({ personRef }) => personRef !== undefined);
  return (
    <Disclosure title={t('seen.title')} startsOpen={isOpen}>
      <div className="un-section un-seen-all">
        <h4>{t('seen.team')}</h4>
        <ul className="un-seen">
          {seenByAccessTeam.map(({ key }) => (
            <li key={key}>
              <Icon name="check" />
              {t(`seen.fact.${key}`)}
            </li>
          ))}
        </ul>
        <h4>{t('seen.ownAlone')}</h4>
        <ul className="un-seen" data-hidden="">
          {seenByOwnAlone.map(({ key }) => (
            <li key={key}>
              <Icon name="minus" />
              {t(`seen.fact.${key}`)}
            </li>
          ))}
        </ul>
        {example ? (
          <dl className="un-example">
            <dt>{t('seen.you')}</dt>
            <dd>
              {sentence(words.place(example.placeId))}: {words.who(example)},{' '}
              {words.period(example.period)}
            </dd>
            <dt>{t('seen.they')}</dt>
            <dd>
              {sentence(words.place(example.placeId))}: {t('someone')},{' '}
              {words.period(example.period)}
            </dd>
          </dl>
        ) : null}
        <h4>{t('seen.everybody')}</h4>
        <ul className="un-seen">
          {seenInCatalogue.map(({ key }) => (
            <li key={key}>
              <Icon name="check" />
              {t(`seen.fact.${key}`)}
            </li>
          ))}
        </ul>
        <p className="vp-muted">{t('seen.released')}</p>
      </div>
    </Disclosure>
  );
}
