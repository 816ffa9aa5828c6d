import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { withQuery } from '../../../web/api.ts';
import { useSession } from '../../../web/shell.ts';
import { Button, LinkButton } from '../../../web/ui/index.ts';
import { type ListSearch, queryOf } from '../list/list-search.ts';
import { ImportDialog } from './ImportDialog.tsx';
import './words.ts';

/** The list of one's own region as a file, as it is seen; and a file that comes in. For whoever has a region. */
export function FileActions({ search }: { readonly search: ListSearch }) {
  const { t } = useTranslation('list-files');
  const [isOpen, setOpen] = useState(false);
  const { limit: _, offset: __, ...asked } = queryOf(search);
  if (useSession().role !== 'AT') return null;
  return (
    <>
      <Button onPress={() => setOpen(true)}>{t('import')}</Button>
      {(['csv', 'xlsx'] as const).map((format) => (
        <LinkButton
          key={format}
          href={withQuery('/api/waiting-list/export', { ...asked, format })}
          download
        >
          {t(`exportAs.${format}`)}
        </LinkButton>
      ))}
      {isOpen ? <ImportDialog onClose={() => setOpen(false)} /> : null}
    </>
  );
}
