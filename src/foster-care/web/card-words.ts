import { useTranslation } from 'react-i18next';
import type { FamilyPage } from '../contract.ts';
import { useRegionName } from './use-foster-care.ts';
import './words.ts';

export type ShownCard = FamilyPage['cards'][number]['card'];

/** A card in words: who it is about, what is asked, and what it does not say. */
export function useCardWords() {
  const { t } = useTranslation('foster-care');
  const regionName = useRegionName();
  const ages = ({ ages: span }: ShownCard): string | null => {
    if (!span) return null;
    return span.from === span.to
      ? t('card.age', { count: span.from })
      : t('card.ages', { from: span.from, to: span.to });
  };
  const children = ({ siblings }: ShownCard): string => {
    if (!siblings.together) return t('card.one');
    if (siblings.number === null) return t('card.siblings');
    return t(siblings.number > 3 ? 'card.siblingsMany' : 'card.siblingsOf', {
      count: siblings.number,
    });
  };
  const title = (card: ShownCard): string =>
    [children(card), ages(card)].filter(Boolean).join(', ');
  /** Each with its name; only what the card says. */
  const facts = (card: ShownCard): { name: string; words: string }[] =>
    [
      { name: t('card.kind'), words: card.kind && t(`codes.kind.${card.kind}`) },
      { name: t('card.length'), words: card.length && t(`codes.length.${card.length}`) },
      { name: t('card.start'), words: card.startWeek && t(`codes.start.${card.startWeek}`) },
      { name: t('card.region'), words: card.region && regionName(card.region) },
      { name: t('card.school'), words: card.school && t(`codes.school.${card.school}`) },
      { name: t('card.pets'), words: card.pets && t(`codes.pets.${card.pets}`) },
      { name: t('card.access'), words: card.access && t(`codes.access.${card.access}`) },
      { name: t('card.contact'), words: card.contact && t(`codes.contact.${card.contact}`) },
    ].flatMap(({ name, words }) => (words ? [{ name, words }] : []));
  /** Names of what the card leaves out, so that it singles out no child. */
  const unsaid = (card: ShownCard): string[] => {
    const said = new Set(facts(card).map(({ name }) => name));
    const all = [
      'kind',
      'length',
      'start',
      'region',
      'school',
      'pets',
      'access',
      'contact',
    ] as const;
    return [
      ...(card.ages ? [] : [t('card.agesName')]),
      ...all.map((name) => t(`card.${name}`)).filter((name) => !said.has(name)),
    ];
  };
  return { title, facts, unsaid };
}
