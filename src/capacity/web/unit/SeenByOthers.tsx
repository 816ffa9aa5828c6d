import { useTranslation } from 'react-i18next';
import { Icon } from '../../../web/ui/index.ts';
import type { UnitCalendar } from '../../unit-calendar-contract.ts';
import { sentence, useFactWords } from './fact-words.ts';
import { seenByAccessTeam, seenByOwnAlone, seenInCatalogue } from './seen-by-others.ts';

/** For the provider: what the access team sees of this unit, what it does not, and what everybody sees. */
export function SeenByOthers({ calendar }: { readonly calendar: UnitCalendar }) {
  const { t } = useTranslation('unit');
  const words = useFactWords(calendar);
  const example = calendar.stays.find(({ personRef }) => personRef !== undefined);
  return (
    <section className="un-section" aria-label={t('seen.title')}>
      <h2>{t('seen.title')}</h2>
      <h3>{t('seen.team')}</h3>
      <ul className="un-seen">
        {seenByAccessTeam.map(({ key }) => (
          <li key={key}>
            <Icon name="check" />
            {t(`seen.fact.${key}`)}
          </li>
        ))}
      </ul>
      <h3>{t('seen.ownAlone')}</h3>
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
            {sentence(words.place(example.placeId))}: {t('someone')}, {words.period(example.period)}
          </dd>
        </dl>
      ) : null}
      <h3>{t('seen.everybody')}</h3>
      <ul className="un-seen">
        {seenInCatalogue.map(({ key }) => (
          <li key={key}>
            <Icon name="check" />
            {t(`seen.fact.${key}`)}
          </li>
        ))}
      </ul>
      <p className="vp-muted">{t('seen.released')}</p>
    </section>
  );
}
