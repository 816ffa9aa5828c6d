import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../../web/Answered.tsx';
import { formatMoment } from '../../../web/i18n/format.ts';
import { Button, ConfirmDialog, EmptyState } from '../../../web/ui/index.ts';
import type { MySession } from '../../sessions/contract.ts';
import { useList, useWrite } from '../use-administration.ts';
import './words.ts';
import '../words.ts';
import '../administration.css';

const path = '/api/sessions';

/** Where one is signed in, and how to end it elsewhere: a computer left behind, a phone that is gone. */
export function SessionsPage() {
  const { t } = useTranslation('sessions');
  const query = useList<MySession[]>(path);
  const [ending, setEnding] = useState<MySession | 'others' | null>(null);
  return (
    <div className="ad-page ad-narrow">
      <header className="ad-head">
        <div>
          <h1>{t('title')}</h1>
          <p className="vp-muted">{t('intro')}</p>
        </div>
      </header>
      <Answered query={query} failed={t('failed')} lines={4}>
        {(sessions) => (
          <>
            <ul className="ad-list">
              {sessions.map((session) => (
                <SessionRow key={session.id} session={session} onEnd={() => setEnding(session)} />
              ))}
            </ul>
            {sessions.length > 1 ? (
              <div className="vp-actions">
                <Button onPress={() => setEnding('others')}>{t('endOthers')}</Button>
              </div>
            ) : (
              <EmptyState title={t('none')} level={2}>
                {t('noneNext')}
              </EmptyState>
            )}
          </>
        )}
      </Answered>
      {ending ? <EndDialog which={ending} onClose={() => setEnding(null)} /> : null}
    </div>
  );
}

function SessionRow({
  session,
  onEnd,
}: {
  readonly session: MySession;
  readonly onEnd: () => void;
}) {
  const { t } = useTranslation('sessions');
  const { t: shell } = useTranslation('shell');
  const role = shell(`role.${session.role}`);
  const name = session.organisationName
    ? shell('person.roleAt', { role, organisation: session.organisationName })
    : role;
  const began = formatMoment(session.beganAt);
  return (
    <li>
      <div>
        <h2 className="ad-name">{name}</h2>
        <p>{session.here ? t('here') : t('last', { moment: formatMoment(session.lastAt) })}</p>
        <p className="vp-muted ad-small">
          {t('began', { moment: began })} · {t('ends', { moment: formatMoment(session.endsAt) })}
        </p>
      </div>
      {session.here ? null : (
        <Button size="small" label={t('endOf', { name, moment: began })} onPress={onEnd}>
          {t('end')}
        </Button>
      )}
    </li>
  );
}

function EndDialog({
  which,
  onClose,
}: {
  readonly which: MySession | 'others';
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('sessions');
  const { write, problem } = useWrite();
  const all = which === 'others';
  return (
    <ConfirmDialog
      title={all ? t('endOthersTitle') : t('endTitle')}
      isOpen
      onClose={onClose}
      verb={all ? t('endOthers') : t('end')}
      isPending={write.isPending}
      error={problem}
      onConfirm={() =>
        write.mutate(
          {
            path: all ? `${path}/end-others` : `${path}/${which.id}/end`,
            said: all ? t('endedOthers') : t('ended'),
          },
          { onSuccess: onClose },
        )
      }
    >
      {t('endWhat')}
    </ConfirmDialog>
  );
}
