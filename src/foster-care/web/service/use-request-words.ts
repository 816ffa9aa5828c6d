import { useTranslation } from 'react-i18next';
import { formatNumber, formatWeekday } from '../../../web/i18n/format.ts';
import '../words.ts';
import './words.ts';
import type { BoardRequest } from './board-order.ts';

/** A request in words, for the service that knows it whole. */
export function useRequestWords() {
  const { t } = useTranslation('foster-care');
  const { t: say } = useTranslation('foster-service');
  const title = ({ children, youngest, oldest }: BoardRequest): string => {
    const who = children === 1 ? t('card.one') : t('card.siblingsOf', { count: children });
    const age =
      youngest === oldest
        ? t('card.age', { count: youngest })
        : t('card.ages', { from: youngest, to: oldest });
    return `${who}, ${age}`;
  };
  const when = ({ startOn, startHour }: Pick<BoardRequest, 'startOn' | 'startHour'>): string =>
    say('request.when', { day: formatWeekday(startOn), hour: startHour });
  const km = (value: number): string =>
    say('families.km', { km: formatNumber(value, { maximumFractionDigits: 1 }) });
  const facts = (request: BoardRequest): { name: string; words: string }[] => [
    { name: say('request.where'), words: request.municipality },
    { name: say('request.start'), words: when(request) },
    { name: t('card.kind'), words: t(`codes.kind.${request.kind}`) },
    { name: t('card.length'), words: t(`codes.length.${request.length}`) },
    { name: t('card.school'), words: t(`codes.school.${request.school}`) },
    { name: t('card.pets'), words: t(`codes.pets.${request.pets}`) },
    { name: t('card.access'), words: t(`codes.access.${request.access}`) },
    { name: t('card.contact'), words: t(`codes.contact.${request.contact}`) },
    { name: say('request.reach'), words: km(request.reachKm) },
    {
      name: say('request.from'),
      words: request.registrarName ?? say(`code.registrar.${request.registrarKind}`),
    },
  ];
  return { title, when, km, facts };
}
