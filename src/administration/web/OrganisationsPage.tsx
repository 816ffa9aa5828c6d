import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { Answered } from '../../web/Answered.tsx';
import { useTranslation } from 'react-i18next';
import { dayOf, formatDay } from '../../web/i18n/format.ts';
import { useNow } from '../../web/shell.ts';
import {
  Banner,
  Button,
  Checkbox,
  Dialog,
  EmptyState,
  SearchField,
  Select,
  TextField,
} from '../../web/ui/index.ts';
import { organisationKinds, steps } from '../codes.ts';
import type { Organisation } from '../contract.ts';
import { useList, useWrite } from './use-administration.ts';
import './words.ts';
import './administration.css';

const route = getRouteApi('/beheer/organisaties');
const STEP = 30;

/** Organisations and how far each is on its way in. */
export function OrganisationsPage() {
  const { t } = useTranslation('administration');
  const { zoek = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const [shown, setShown] = useState(STEP);
  const [isAdding, setAdding] = useState(false);
  const query = useList<Organisation[]>('/api/administration/organisations');
  const found = (query.data ?? []).filter(({ name, code }) =>
    `${name} ${code}`.toLocaleLowerCase().includes(zoek.toLocaleLowerCase()),
  );
  return (
    <div className="ad-page">
      <header className="ad-head">
        <div>
          <h1>{t('organisations.title')}</h1>
          <p className="vp-muted">{t('organisations.intro')}</p>
        </div>
        <Button onPress={() => setAdding(true)}>{t('organisations.add')}</Button>
      </header>
      <div className="ad-filters vp-no-print">
        <SearchField
          label={t('organisations.search')}
          value={zoek}
          onChange={(text) => void navigate({ search: { zoek: text || undefined }, replace: true })}
        />
      </div>
      <Answered query={query} failed={t('listFailed')}>
        {() => (
          <>
            {' '}
            <p role="status">{t('organisations.found', { count: found.length })}</p>
            {found.length === 0 ? <EmptyState title={t('organisations.none')} level={2} /> : null}
            <ul className="ad-list">
              {found.slice(0, shown).map((organisation) => (
                <OrganisationRow key={organisation.id} organisation={organisation} />
              ))}
            </ul>
            {found.length > shown ? (
              <Button onPress={() => setShown(shown + STEP)}>{t('more')}</Button>
            ) : null}
          </>
        )}
      </Answered>
      {isAdding ? <AddDialog onClose={() => setAdding(false)} /> : null}
    </div>
  );
}

function OrganisationRow({ organisation }: { readonly organisation: Organisation }) {
  const { t } = useTranslation('administration');
  const today = dayOf(useNow());
  const { write, problem } = useWrite();
  const { id, name, code, kind, people, keepers, signedIn, keys } = organisation;
  const kindWords = organisationKinds.find((each) => each === kind);
  // What the database sees by itself, and what is ticked by hand.
  const facts = [
    { key: 'people', done: keepers > 0 },
    { key: 'signedIn', done: signedIn },
  ] as const;
  return (
    <li className="ad-organisation">
      <div>
        <h2 className="ad-name">{name}</h2>
        <p className="vp-muted ad-small">
          {kindWords ? t(`organisations.kind.${kindWords}`) : kind} · {code} ·{' '}
          {t('organisations.people', { count: people })}
          {keys > 0 ? ` · ${t('organisations.keys', { count: keys })}` : ''}
        </p>
        {problem ? <Banner tone="danger">{problem}</Banner> : null}
      </div>
      <div className="ad-steps">
        {facts.map(({ key, done }) => (
          <span key={key} className="ad-small" data-done={done}>
            {t(`organisations.fact.${key}.${done ? 'yes' : 'no'}`)}
          </span>
        ))}
        {steps.map((step) => {
          const doneOn = organisation.steps[step];
          return (
            <span key={step} className="ad-step">
              <Checkbox
                isSelected={doneOn !== undefined}
                label={t('organisations.stepOf', { step: t(`organisations.step.${step}`), name })}
                onChange={(isDone) =>
                  write.mutate({
                    method: 'PUT',
                    path: `/api/administration/organisations/${id}/steps/${step}`,
                    body: { doneOn: isDone ? today : null },
                    said: '',
                  })
                }
              >
                {t(`organisations.step.${step}`)}
              </Checkbox>
              {doneOn ? <span className="vp-muted ad-small">{formatDay(doneOn)}</span> : null}
            </span>
          );
        })}
      </div>
    </li>
  );
}

function AddDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('administration');
  const { write, problem } = useWrite();
  const [name, setName] = useState('');
  const [code, setCode] = useState('');
  const [kind, setKind] = useState<string>('provider');
  const [asked, setAsked] = useState(false);
  const codeIsFine = /^[A-Z0-9][A-Z0-9-]{1,29}$/.test(code);
  const add = () => {
    setAsked(true);
    if (name.trim().length < 2 || !codeIsFine) return;
    write.mutate(
      {
        path: '/api/administration/organisations',
        body: { name, code, kind },
        said: t('organisations.said', { name: name.trim() }),
      },
      { onSuccess: onClose },
    );
  };
  return (
    <Dialog
      title={t('organisations.add')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button look="primary" onPress={add} isPending={write.isPending}>
            {t('add.verb')}
          </Button>
          <Button look="quiet" onPress={onClose}>
            {t('cancel')}
          </Button>
        </>
      }
    >
      <div className="ad-form">
        {problem ? <Banner tone="danger">{problem}</Banner> : null}
        <TextField
          label={t('organisations.name')}
          value={name}
          onChange={setName}
          isRequired
          autoFocus
          error={asked && name.trim().length < 2 ? t('add.missing') : null}
        />
        <TextField
          label={t('organisations.code')}
          help={t('organisations.codeHelp')}
          value={code}
          onChange={(text) => setCode(text.toUpperCase())}
          isRequired
          error={asked && !codeIsFine ? t('organisations.codeWrong') : null}
        />
        <Select
          label={t('organisations.kindLabel')}
          choices={organisationKinds.map((id) => ({ id, label: t(`organisations.kind.${id}`) }))}
          value={kind}
          onChange={setKind}
        />
      </div>
    </Dialog>
  );
}
