import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../web/ui/index.ts';
import './words.ts';

interface FoldedProps<Row> {
  readonly rows: readonly Row[];
  /** How many are there before somebody asks for the rest. */
  readonly first: number;
  readonly children: (shown: readonly Row[]) => ReactNode;
}

/** A long list begins with what matters; the rest is one tap away. */
export function Folded<Row>({ rows, first, children }: FoldedProps<Row>) {
  const { t } = useTranslation('foster-care');
  const [isWhole, setWhole] = useState(false);
  const rest = rows.length - first;
  return (
    <>
      {children(isWhole ? rows : rows.slice(0, first))}
      {!isWhole && rest > 0 ? (
        <p className="vp-no-print">
          <Button onPress={() => setWhole(true)}>{t('more', { count: rest })}</Button>
        </p>
      ) : null}
    </>
  );
}
