import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../web/ui/index.ts';

export interface FirstOfProps<Item> {
  readonly items: readonly Item[];
  /** So many are shown until somebody asks for all. */
  readonly most: number;
  readonly children: (item: Item) => ReactNode;
}

/** The best of a long list as cards, and all of it for who asks. */
export function FirstOf<Item>({ items, most, children }: FirstOfProps<Item>) {
  const { t } = useTranslation('allocation');
  const [isWhole, setWhole] = useState(false);
  return (
    <>
      <ol className="al-cards al-grid">{(isWhole ? items : items.slice(0, most)).map(children)}</ol>
      {isWhole || items.length <= most ? null : (
        <span className="vp-no-print">
          <Button onPress={() => setWhole(true)}>{t('places.all', { count: items.length })}</Button>
        </span>
      )}
    </>
  );
}
