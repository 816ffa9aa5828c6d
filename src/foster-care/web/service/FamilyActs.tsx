import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, ConfirmDialog } from '../../../web/ui/index.ts';
import type { DecideFamily, SetWindow } from '../../contract.ts';
import { everyDay } from '../family/quick-windows.ts';
import { WindowDialog } from '../family/WindowDialog.tsx';
import { ProfileDialog } from '../profile/ProfileDialog.tsx';
import { useWrite } from '../use-foster-care.ts';
import type { BoardFamily } from './board-order.ts';
import { RefuseFamily } from './RefuseFamily.tsx';

interface FamilyActsProps {
  readonly family: BoardFamily;
  /** ISO day in Brussels. */
  readonly today: string;
}

type Open = 'profile' | 'window' | 'REFUSED' | 'ENDED';

/** What the service decides of a family, and what it writes down for it on the telephone. */
export function FamilyActs({ family, today }: FamilyActsProps) {
  const { t } = useTranslation('foster-service');
  const { send, isPending, problem } = useWrite();
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const path = `/families/${family.id}`;
  const decide = async (state: DecideFamily['state'], back?: DecideFamily['state']) => {
    const undo = back && {
      undo: () =>
        void send({ path: `${path}/decide`, body: { state: back }, said: t('said.undone') }),
    };
    const said = t(`said.family.${state}`, { name: family.contactName });
    return send({ path: `${path}/decide`, body: { state }, said, ...undo });
  };
  const name = family.contactName;
  const label = (act: string) => `${act}: ${name}`;
  const decideAnd = async (state: DecideFamily['state']) => {
    if (await decide(state)) close();
  };
  return (
    <div className="vp-actions vp-no-print">
      {family.state === 'APPLIED' ? (
        <>
          <Button
            size="small"
            look="primary"
            label={label(t('act.approve'))}
            isPending={isPending}
            onPress={() => void decide('APPROVED')}
          >
            {t('act.approve')}
          </Button>
          <Button size="small" label={label(t('act.refuse'))} onPress={() => setOpen('REFUSED')}>
            {t('act.refuse')}
          </Button>
        </>
      ) : (
        <>
          <Button size="small" label={label(t('act.window'))} onPress={() => setOpen('window')}>
            {t('act.window')}
          </Button>
          <Button size="small" label={label(t('act.profile'))} onPress={() => setOpen('profile')}>
            {t('act.profile')}
          </Button>
          {family.state === 'APPROVED' ? (
            <Button
              size="small"
              look="quiet"
              label={label(t('act.pause'))}
              isPending={isPending}
              onPress={() => void decide('PAUSED', 'APPROVED')}
            >
              {t('act.pause')}
            </Button>
          ) : (
            <Button
              size="small"
              look="quiet"
              label={label(t('act.resume'))}
              isPending={isPending}
              onPress={() => void decide('APPROVED', 'PAUSED')}
            >
              {t('act.resume')}
            </Button>
          )}
          <Button
            size="small"
            look="quiet"
            label={label(t('act.endFamily'))}
            onPress={() => setOpen('ENDED')}
          >
            {t('act.endFamily')}
          </Button>
        </>
      )}
      {problem && !open ? <p role="alert">{problem}</p> : null}
      {open === 'REFUSED' ? <RefuseFamily family={family} onClose={close} /> : null}
      {open === 'ENDED' ? (
        <ConfirmDialog
          title={t('decide.ENDED.title', { name })}
          isOpen
          onClose={close}
          verb={t('act.endFamily')}
          isPending={isPending}
          error={problem}
          onConfirm={() => void decideAnd('ENDED')}
        >
          {t('decide.ENDED.what')}
        </ConfirmDialog>
      ) : null}
      {open === 'profile' ? (
        <ProfileDialog
          title={t('list.profileOf', { name })}
          profile={family}
          municipalityName={family.municipalityName}
          path={`${path}/profile`}
          onClose={close}
        />
      ) : null}
      {open === 'window' ? <NewWindow {...{ family, today }} onClose={close} /> : null}
    </div>
  );
}

/** Availability as the family said it on the telephone; it can be taken back. */
function NewWindow({ family, today, onClose }: FamilyActsProps & { readonly onClose: () => void }) {
  const { t } = useTranslation('foster-service');
  const { send, isPending, problem } = useWrite();
  const [id] = useState(() => crypto.randomUUID());
  const path = `/families/${family.id}/windows/${id}`;
  const start: SetWindow = {
    from: today,
    until: null,
    weekdays: everyDay,
    onHolidays: true,
    hourFrom: 8,
    hourUntil: 21,
    places: family.places,
  };
  const save = async (body: SetWindow) => {
    const undo = () => void send({ path: `${path}/clear`, said: t('said.undone') });
    if (await send({ method: 'PUT', path, body, said: t('said.window'), undo })) onClose();
  };
  return (
    <WindowDialog
      start={start}
      mostPlaces={family.places}
      {...{ today, isPending, problem, onClose }}
      onSave={(window) => void save(window)}
    />
  );
}
