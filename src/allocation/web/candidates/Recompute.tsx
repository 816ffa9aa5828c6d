import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Static } from 'typebox';
import { Banner, Button, ErrorState } from '../../../web/ui/index.ts';
import type { Recomputed } from '../../contract.ts';
import { useAsked } from '../use-allocation.ts';

/** Whether the list comes out the same from what was kept: asked when somebody wants to know. */
export function Recompute({ recordId }: { readonly recordId: string }) {
  const { t } = useTranslation('allocation');
  const [isAsked, setAsked] = useState(false);
  const query = useAsked<Static<typeof Recomputed>>(
    `/candidates/${recordId}/recomputed`,
    {},
    { isAsked },
  );
  const { data } = query;
  if (query.isError) return <ErrorState what={t('recompute.failed')} kept={null} />;
  if (!data) {
    return (
      <span className="vp-no-print">
        <Button size="small" isPending={isAsked} onPress={() => setAsked(true)}>
          {t('recompute.verb')}
        </Button>
      </span>
    );
  }
  const outcome = !data.intact
    ? 'changed'
    : data.same === null
      ? 'erased'
      : data.same
        ? 'same'
        : 'other';
  return (
    <Banner
      tone={outcome === 'same' ? 'good' : outcome === 'erased' ? 'plain' : 'danger'}
      isAnnounced
    >
      {t(`recompute.${outcome}`, { count: data.erased })}
    </Banner>
  );
}
