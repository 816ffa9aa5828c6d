import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDay } from '../../../web/i18n/format.ts';
import { useSession } from '../../../web/shell.ts';
import type { ButtonLook } from '../../../web/ui/Button.tsx';
import { Button, LinkButton } from '../../../web/ui/index.ts';
import type { ProposalDetail } from '../../dialogue/contract.ts';
import { Part } from '../Part.tsx';
import { useToday } from '../use-allocation.ts';
import { ActDialogs } from './ActDialogs.tsx';
import { type ActName, actsOf, type OfferedAct } from './acts.ts';

const FORWARD: readonly ActName[] = ['hear', 'send', 'accept', 'planStart', 'start'];

const lookOf = ({ name, blocked }: OfferedAct): ButtonLook =>
  blocked ? 'secondary' : FORWARD.includes(name) ? 'primary' : 'secondary';

/** What can be done now, each as a button; what is not there yet says why. */
export function Acts({ detail }: { readonly detail: ProposalDetail }) {
  const { t } = useTranslation('allocation');
  const isAccess = useSession().role !== 'PI';
  const today = useToday();
  const [open, setOpen] = useState<ActName | null>(null);
  const { row } = detail;
  const acts = actsOf(row, isAccess, today);
  const hint = `acts.hint.${isAccess ? 'access' : 'provider'}.${row.state}` as const;
  const isNext = ['NOT_STARTED', 'EXPIRED', 'PLACE_GONE'].includes(row.state);
  const requestId = row.children[0]?.requestId;
  return (
    <Part title={t('acts.title')}>
      <p>{t(hint, { day: formatDay(row.startOn) })}</p>
      {acts.length > 0 || isNext ? (
        <div className="al-acts vp-no-print">
          {acts.map((act) => (
            <Button
              key={act.name}
              look={lookOf(act)}
              onPress={() => setOpen(act.name)}
              blockedBecause={
                act.blocked
                  ? t(`acts.blocked.${act.blocked}`, { day: formatDay(row.startOn) })
                  : null
              }
            >
              {t(
                act.name === 'refuse' && row.state === 'START_PLANNED'
                  ? 'acts.do.refuseStart'
                  : `acts.do.${act.name}`,
              )}
            </Button>
          ))}
          {isAccess && isNext ? (
            <>
              {row.state === 'PLACE_GONE' ? null : (
                <LinkButton href={`/toewijzen/plaats/${row.unitId}/${row.module}`}>
                  {t('acts.otherChild')}
                </LinkButton>
              )}
              {requestId ? (
                <LinkButton href={`/toewijzen/kind/${requestId}`}>
                  {t('acts.otherPlace')}
                </LinkButton>
              ) : null}
            </>
          ) : null}
        </div>
      ) : null}
      {open ? <ActDialogs act={open} detail={detail} onClose={() => setOpen(null)} /> : null}
    </Part>
  );
}
