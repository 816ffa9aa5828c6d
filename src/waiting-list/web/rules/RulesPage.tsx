import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../../web/Answered.tsx';
import { dayOf, formatDay } from '../../../web/i18n/format.ts';
import { useSession } from '../../../web/shell.ts';
import { Button, EmptyState, Select } from '../../../web/ui/index.ts';
import type { RuleSetRow } from '../../contract.ts';
import { useToday } from '../code-words.ts';
import { useAsked } from '../use-waiting-list.ts';
import type { RulesSearch } from '../routes.ts';
import { ApproveDialog } from './ApproveDialog.tsx';
import { EditRules } from './EditRules.tsx';
import { RuleContentWords } from './RuleContentWords.tsx';
import { Trial } from './Trial.tsx';
import '../words.ts';
import '../waiting-list.css';
import './rules.css';

const route = getRouteApi('/wachtlijst/regels');

/** The rules of the order, for everybody to read; who may changes, tries and approves them here. */
export function RulesPage() {
  const { t } = useTranslation('waiting-list');
  const query = useAsked<RuleSetRow[]>('/rules');
  return (
    <div className="wl-page">
      <header>
        <h1>{t('rules.title')}</h1>
        <p className="vp-muted">{t('rules.intro')}</p>
      </header>
      <Answered query={query} failed={t('rules.failed')} mend={t('rules.failedMend')} lines={14}>
        {(sets) => <Sets sets={sets} />}
      </Answered>
    </div>
  );
}

/** Whether and when a rule set holds, in words. */
function useWhen(): (set: RuleSetRow) => string {
  const { t } = useTranslation('waiting-list');
  return ({ applied, inForceFrom, inForceUntil }) => {
    if (applied) return t('rules.inForce');
    if (inForceFrom === null) return t('rules.draft');
    return inForceUntil === null
      ? t('rules.fromDay', { day: formatDay(inForceFrom) })
      : t('rules.until', { from: formatDay(inForceFrom), until: formatDay(inForceUntil) });
  };
}

function Sets({ sets }: { readonly sets: readonly RuleSetRow[] }) {
  const { t } = useTranslation('waiting-list');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const whenWords = useWhen();
  const { role } = useSession();
  const [editing, setEditing] = useState<RuleSetRow | 'new' | null>(null);
  const change = (part: RulesSearch) =>
    void navigate({
      search: (before: RulesSearch) => ({ ...before, ...part }),
      replace: true,
      resetScroll: false,
    });
  const inForce = sets.find(({ applied }) => applied);
  const shown = sets.find(({ version }) => version === search.versie) ?? inForce ?? sets[0];
  if (editing)
    return (
      <EditRules
        from={editing === 'new' ? (inForce ?? shown ?? null) : editing}
        isNew={editing === 'new'}
        onClose={(version) => {
          setEditing(null);
          if (version) change({ versie: version, proef: undefined });
        }}
      />
    );
  const newDraft =
    role === 'AS' ? (
      <Button look="primary" onPress={() => setEditing('new')}>
        {t('rules.newDraft')}
      </Button>
    ) : null;
  if (!shown)
    return (
      <EmptyState level={2} title={t('rules.empty')} action={newDraft}>
        {t('rules.emptyNext')}
      </EmptyState>
    );
  return (
    <>
      <div className="wl-bar vp-no-print">
        <Select
          label={t('rules.version')}
          choices={sets.map((set) => ({
            id: set.version,
            label: `${set.version}, ${whenWords(set)}`,
            detail: set.title,
          }))}
          value={shown.version}
          onChange={(versie) => change({ versie, proef: undefined })}
        />
        {newDraft}
      </div>
      <One
        set={shown}
        when={whenWords(shown)}
        search={search}
        change={change}
        onEdit={() => setEditing(shown)}
      />
    </>
  );
}

interface OneProps {
  readonly set: RuleSetRow;
  readonly when: string;
  readonly search: RulesSearch;
  readonly change: (part: RulesSearch) => void;
  readonly onEdit: () => void;
}

function One({ set, when, search, change, onEdit }: OneProps) {
  const { t } = useTranslation('waiting-list');
  const { role } = useSession();
  const today = useToday();
  const [isApproving, setApproving] = useState(false);
  const isDraft = set.approvedAt === null;
  const isTeam = role === 'AS' || role === 'AT';
  return (
    <>
      <section className="wl-part">
        <h2>
          {set.title} <span className="vp-muted">{when}</span>
        </h2>
        <dl className="wl-pairs">
          <div>
            <dt>{t('rules.version')}</dt>
            <dd>{set.version}</dd>
          </div>
          <div>
            <dt>{t('rules.source')}</dt>
            <dd>{set.source}</dd>
          </div>
        </dl>
        <p className="vp-muted">
          {t('rules.made', { day: formatDay(dayOf(set.madeAt)) })}
          {'. '}
          {set.approvedAt
            ? t('rules.approved', { day: formatDay(dayOf(set.approvedAt)) })
            : t('rules.notApproved')}
          .
        </p>
        {isDraft || isTeam ? (
          <div className="vp-actions vp-no-print">
            {isTeam ? (
              <Button onPress={() => change({ proef: set.version, dag: search.dag ?? today })}>
                {t('rules.tryOut')}
              </Button>
            ) : null}
            {isDraft && role === 'AS' ? (
              <>
                <Button onPress={onEdit}>{t('rules.editDraft')}</Button>
                <Button
                  blockedBecause={set.mine ? t('rules.approveOwn') : null}
                  onPress={() => setApproving(true)}
                >
                  {t('rules.approve')}
                </Button>
              </>
            ) : null}
          </div>
        ) : null}
      </section>
      {isTeam && search.proef === set.version ? (
        <Trial
          version={set.version}
          on={search.dag ?? today}
          onDay={(dag) => change({ dag: dag ?? undefined })}
        />
      ) : null}
      <RuleContentWords content={set.content} />
      {isApproving ? (
        <ApproveDialog version={set.version} onClose={() => setApproving(false)} />
      ) : null}
    </>
  );
}
