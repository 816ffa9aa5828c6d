import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDay } from '../../web/i18n/format.ts';
import { useSession } from '../../web/shell.ts';
import { Banner, Button, ConfirmDialog, SidePanel } from '../../web/ui/index.ts';
import type { Hat, Person } from '../contract.ts';
import { GiveRoleDialog } from './GiveRoleDialog.tsx';
import { isWorn, usePeriodWords, useRoleWords } from './hat-words.ts';
import { useWrite } from './use-administration.ts';

interface PersonPanelProps {
  readonly person: Person;
  readonly people: readonly Person[];
  readonly today: string;
  readonly onClose: () => void;
}

/** One person: roles of now and before, and what can be done. */
export function PersonPanel({ person, people, today, onClose }: PersonPanelProps) {
  const { t } = useTranslation('administration');
  const { role } = useSession();
  const [isGiving, setGiving] = useState(false);
  const [ending, setEnding] = useState<Hat | null>(null);
  const [isBlocking, setBlocking] = useState(false);
  const worn = person.hats.filter((hat) => isWorn(hat, today));
  const over = person.hats.filter((hat) => !isWorn(hat, today));
  return (
    <SidePanel title={person.name} onClose={onClose}>
      {person.blockedAt ? (
        <Banner tone="caution">
          {t('person.blockedSince', { day: formatDay(person.blockedAt.slice(0, 10)) })}
        </Banner>
      ) : null}
      <h3>{t('person.roles')}</h3>
      {worn.length === 0 ? <p className="vp-muted">{t('person.noRoles')}</p> : null}
      <Hats hats={worn} onEnd={setEnding} />
      <div className="vp-actions vp-no-print">
        <Button look="primary" onPress={() => setGiving(true)}>
          {t('person.give')}
        </Button>
        {role === 'AD' ? (
          <Button
            look={person.blockedAt ? 'secondary' : 'danger'}
            onPress={() => setBlocking(true)}
          >
            {t(person.blockedAt ? 'person.free' : 'person.block')}
          </Button>
        ) : null}
      </div>
      {over.length > 0 ? (
        <>
          <h3>{t('person.before')}</h3>
          <Hats hats={over} />
        </>
      ) : null}
      {isGiving ? (
        <GiveRoleDialog
          person={person}
          people={people}
          today={today}
          onClose={() => setGiving(false)}
        />
      ) : null}
      {ending ? <EndDialog hat={ending} today={today} onClose={() => setEnding(null)} /> : null}
      {isBlocking ? <BlockDialog person={person} onClose={() => setBlocking(false)} /> : null}
    </SidePanel>
  );
}

function Hats({
  hats,
  onEnd,
}: {
  readonly hats: readonly Hat[];
  readonly onEnd?: (hat: Hat) => void;
}) {
  const { t } = useTranslation('administration');
  const roleWords = useRoleWords();
  const periodWords = usePeriodWords();
  return (
    <ul className="ad-hats">
      {hats.map((hat) => (
        <li key={hat.hatId}>
          <div>
            <p>{roleWords(hat)}</p>
            <p className="vp-muted ad-small">
              {periodWords(hat)}
              {hat.standsInFor ? `, ${t('person.deputyOf', { name: hat.standsInFor })}` : ''}
            </p>
          </div>
          {onEnd ? (
            <Button
              size="small"
              look="quiet"
              label={t('person.endOf', { role: roleWords(hat) })}
              onPress={() => onEnd(hat)}
            >
              {t('person.end')}
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

interface EndDialogProps {
  readonly hat: Hat;
  readonly today: string;
  readonly onClose: () => void;
}

function EndDialog({ hat, today, onClose }: EndDialogProps) {
  const { t } = useTranslation('administration');
  const roleWords = useRoleWords();
  const { write, problem } = useWrite();
  return (
    <ConfirmDialog
      title={t('end.title')}
      isOpen
      onClose={onClose}
      verb={t('end.verb')}
      isPending={write.isPending}
      error={problem}
      onConfirm={() =>
        write.mutate(
          {
            path: `/api/administration/hats/${hat.hatId}/end`,
            body: { on: today },
            said: t('end.said', { role: roleWords(hat) }),
          },
          { onSuccess: onClose },
        )
      }
    >
      {t('end.what', { role: roleWords(hat) })}
    </ConfirmDialog>
  );
}

function BlockDialog({
  person,
  onClose,
}: {
  readonly person: Person;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('administration');
  const { write, problem } = useWrite();
  const what = person.blockedAt ? 'free' : 'block';
  return (
    <ConfirmDialog
      title={t(`${what}.title`, { name: person.name })}
      isOpen
      onClose={onClose}
      verb={t(`${what}.verb`)}
      isPending={write.isPending}
      error={problem}
      onConfirm={() =>
        write.mutate(
          {
            path: `/api/administration/people/${person.personId}/block`,
            body: { blocked: what === 'block' },
            said: t(`${what}.said`, { name: person.name }),
          },
          { onSuccess: onClose },
        )
      }
    >
      {t(`${what}.what`)}
    </ConfirmDialog>
  );
}
