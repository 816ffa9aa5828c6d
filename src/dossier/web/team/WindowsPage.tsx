import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../../web/Answered.tsx';
import { dayOf, formatDay } from '../../../web/i18n/format.ts';
import { Button, EmptyState, LinkButton } from '../../../web/ui/index.ts';
import type { Keeping, Relation } from '../../team/contract.ts';
import { useKept } from '../use-dossier.ts';
import { AbleDialog } from './AbleDialog.tsx';
import { EndDialog, GiveDialog, LimitDialog } from './RelationDialogs.tsx';
import { PartsOfFile } from './PartsOfFile.tsx';
import { ShieldsPart } from './ShieldsPart.tsx';
import './words.ts';
import '../dossier.css';

/** Who has a window on the file of one child, what they see, and what is told more generally. */
export function WindowsPage() {
  const { t } = useTranslation('dossier-team');
  const { childId } = useParams({ from: '/dossiers/$childId' });
  const query = useKept<Keeping>(`/children/${childId}`);
  return (
    <div className="ds-page ds-wide">
      <Answered query={query} failed={t('keeping.failed')} mend={t('again')}>
        {(keeping) => (
          <>
            <header>
              <h1>{t('keeping.title', { name: keeping.name ?? keeping.pseudonym })}</h1>
              <p className="ds-intro">{t('keeping.intro')}</p>
            </header>
            <Relations keeping={keeping} />
            <Capability keeping={keeping} />
            <PartsOfFile keeping={keeping} />
            <ShieldsPart keeping={keeping} />
            <div>
              <LinkButton look="quiet" href="/dossiers">
                {t('keeping.questions')}
              </LinkButton>
            </div>
          </>
        )}
      </Answered>
    </div>
  );
}

function Relations({ keeping }: { readonly keeping: Keeping }) {
  const { t } = useTranslation('dossier-team');
  const [isGiving, setGiving] = useState(false);
  return (
    <section className="ds-section">
      <div className="ds-head">
        <h2>{t('keeping.who')}</h2>
        <Button look="primary" onPress={() => setGiving(true)}>
          {t('keeping.give')}
        </Button>
      </div>
      {keeping.relations.length === 0 ? (
        <EmptyState level={3} title={t('keeping.none')}>
          {t('keeping.noneNext')}
        </EmptyState>
      ) : (
        <ul className="ds-cards">
          {keeping.relations.map((each) => (
            <RelationCard key={each.id} relation={each} />
          ))}
        </ul>
      )}
      {isGiving ? <GiveDialog childId={keeping.childId} onClose={() => setGiving(false)} /> : null}
    </section>
  );
}

function RelationCard({ relation }: { readonly relation: Relation }) {
  const { t } = useTranslation('dossier-team');
  const [act, setAct] = useState<'limit' | 'end' | null>(null);
  const { ground, restriction } = relation;
  const close = () => setAct(null);
  return (
    <li className="ds-card">
      <small>
        {[
          t(`window.${relation.kind}`),
          t('keeping.from', { day: formatDay(relation.from) }),
          relation.until ? t('keeping.until', { day: formatDay(relation.until) }) : null,
        ]
          .filter(Boolean)
          .join(', ')}
      </small>
      <h3>{relation.name}</h3>
      {restriction === 'NONE' ? null : (
        <p className="ds-mark">
          {[
            t(`keeping.restriction.${restriction}`),
            ground ? t(`keeping.ground.${ground}`) : null,
            relation.orderReference,
          ]
            .filter(Boolean)
            .join('. ')}
        </p>
      )}
      {relation.endedAt ? (
        <p>
          {t('keeping.ended', {
            day: formatDay(dayOf(relation.endedAt)),
            reason: relation.endReason ?? '',
          })}
        </p>
      ) : (
        <div className="ds-acts">
          {relation.kind === 'CHILD' ? null : (
            <Button size="small" onPress={() => setAct('limit')}>
              {t('keeping.change')}
            </Button>
          )}
          <Button size="small" onPress={() => setAct('end')}>
            {t('keeping.end')}
          </Button>
        </div>
      )}
      {act === 'limit' ? <LimitDialog relation={relation} onClose={close} /> : null}
      {act === 'end' ? <EndDialog relation={relation} onClose={close} /> : null}
    </li>
  );
}

function Capability({ keeping }: { readonly keeping: Keeping }) {
  const { t } = useTranslation('dossier-team');
  const [isOpen, setOpen] = useState(false);
  const { capability } = keeping;
  return (
    <section className="ds-section">
      <h2>{t('keeping.able')}</h2>
      <p>
        {capability
          ? t(capability.able ? 'keeping.isAble' : 'keeping.notAble', {
              by: capability.by,
              day: formatDay(dayOf(capability.at)),
              ground: capability.ground,
            })
          : t('keeping.presumed')}
      </p>
      <div>
        <Button onPress={() => setOpen(true)}>{t('keeping.setAble')}</Button>
      </div>
      {isOpen ? <AbleDialog childId={keeping.childId} onClose={() => setOpen(false)} /> : null}
    </section>
  );
}
