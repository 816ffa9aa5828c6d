import { useTranslation } from 'react-i18next';
import { rulesAnchor } from './rules-anchor.ts';
import { useLinkPress } from './ui/link-navigation.ts';

/** From a decision to the entry of the algorithm register: the version of the rules that decided. */
export function AlgorithmEntry({ version }: { readonly version: string }) {
  const { t } = useTranslation('shell');
  return (
    <a href={`/algoritmeregister#${rulesAnchor(version)}`} onClick={useLinkPress()}>
      {t('foot.algorithms')}
    </a>
  );
}
