import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ROLES, type Role } from '../../web/session.ts';
import { useApi, useSession } from '../../web/shell.ts';
import {
  Banner,
  Button,
  ComboBox,
  type Choice,
  DatePicker,
  Dialog,
  say,
  Select,
  TextField,
} from '../../web/ui/index.ts';
import type { AskHat, HatAsked, Organisation, Person } from '../contract.ts';
import { isWorn, useRoleWords } from './hat-words.ts';
import { useList, useWrite } from './use-administration.ts';

/** The roles that each keeper of accounts gives (D17); the database holds to the same. */
const given: Partial<Record<Role, readonly Role[]>> = {
  AD: ROLES,
  AS: ['AS', 'AN'],
  PI: ['PC', 'PI'],
  FS: ['FF', 'FS'],
};
/** Roles that are worn in a region: without one there is nothing that is theirs. */
const ofRegion: readonly Role[] = ['AT', 'AS', 'CR', 'RB'];
const byTwo: readonly Role[] = ['AT', 'AS', 'CR', 'AD', 'PO', 'OP'];
const NOBODY = 'nobody';

interface GiveRoleDialogProps {
  readonly person: Person;
  readonly people: readonly Person[];
  readonly today: string;
  readonly onClose: () => void;
}

/** Gives a role with dates; for who stands in for somebody on leave, with an end. */
export function GiveRoleDialog({ person, people, today, onClose }: GiveRoleDialogProps) {
  const { t } = useTranslation('administration');
  const { role: mine, organisation: own } = useSession();
  const roleWords = useRoleWords();
  const { write, problem } = useWrite<HatAsked>();
  const roles = given[mine] ?? [];
  // A provider gives the role that keeps its figures; elsewhere none is chosen beforehand, since the
  // first of the list may be the one that sees most.
  const [role, setRole] = useState<Role | null>(mine === 'PI' ? 'PC' : null);
  const [organisation, setOrganisation] = useState<Choice | null>(
    own && mine !== 'AD' ? { id: own.id, label: own.name } : null,
  );
  const [area, setArea] = useState<string | null>(null);
  const [from, setFrom] = useState<string | null>(today);
  const [until, setUntil] = useState<string | null>(null);
  const [deputyOf, setDeputyOf] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const needsTwo = (role !== null && byTwo.includes(role)) || mine === 'AS';
  const missing = {
    role: role === null ? t('give.roleMissing') : null,
    area: role === 'CR' && area === null ? t('give.regionMissing') : null,
    from: from === null ? t('give.fromMissing') : null,
    until: deputyOf !== null && until === null ? t('give.untilMissing') : null,
    reason: reason.trim().length < 3 ? t('give.reasonMissing') : null,
  };
  const send = () => {
    setAsked(true);
    if (role === null || (missing.area ?? missing.from ?? missing.until ?? missing.reason)) return;
    const body: AskHat = {
      personId: person.personId,
      role,
      organisationId: organisation?.id ?? null,
      areaCode: ofRegion.includes(role) ? area : null,
      from: from!,
      until,
      reason: reason.trim(),
      standsInFor: deputyOf,
    };
    write.mutate(
      { path: '/api/administration/hats', body, said: '' },
      {
        onSuccess({ hatId }) {
          say({ text: t(hatId === null ? 'give.asked' : 'give.said', { name: person.name }) });
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      title={t('give.title', { name: person.name })}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button look="primary" onPress={send} isPending={write.isPending}>
            {t(needsTwo ? 'give.ask' : 'give.verb')}
          </Button>
          <Button look="quiet" onPress={onClose}>
            {t('cancel')}
          </Button>
        </>
      }
    >
      <div className="ad-form">
        {needsTwo ? <Banner>{t('give.byTwo')}</Banner> : null}
        {problem ? <Banner tone="danger">{problem}</Banner> : null}
        <Select
          label={t('give.role')}
          choices={roles.map((id) => ({ id, label: roleWords({ role: id }) }))}
          value={role}
          placeholder={t('give.choose')}
          isRequired
          error={asked ? missing.role : null}
          onChange={(id) => setRole(ROLES.find((each) => each === id) ?? role)}
        />
        {mine === 'AD' ? (
          <OrganisationField value={organisation} onChange={setOrganisation} />
        ) : null}
        {mine === 'AD' && role !== null && ofRegion.includes(role) ? (
          <RegionField
            value={area}
            onChange={setArea}
            isRequired={role === 'CR'}
            error={asked ? missing.area : null}
          />
        ) : null}
        <DeputyField
          person={person}
          people={people}
          today={today}
          value={deputyOf}
          onChange={setDeputyOf}
        />
        <div className="ad-days">
          <DatePicker
            label={t('give.from')}
            value={from}
            onChange={setFrom}
            isRequired
            error={asked ? missing.from : null}
          />
          <DatePicker
            label={t('give.until')}
            help={t('give.untilHelp')}
            value={until}
            onChange={setUntil}
            isRequired={deputyOf !== null}
            error={asked ? missing.until : null}
          />
        </div>
        <TextField
          label={t('give.reason')}
          value={reason}
          onChange={setReason}
          maxLength={500}
          isRequired
          error={asked ? missing.reason : null}
        />
      </div>
    </Dialog>
  );
}

function OrganisationField(props: {
  readonly value: Choice | null;
  readonly onChange: (choice: Choice | null) => void;
}) {
  const { t } = useTranslation('administration');
  const { data } = useList<Organisation[]>('/api/administration/organisations');
  return (
    <ComboBox
      label={t('give.organisation')}
      help={t('give.organisationHelp')}
      value={props.value}
      onChange={props.onChange}
      search={async (text) => {
        const asked = text.toLocaleLowerCase();
        return (data ?? [])
          .filter(({ name }) => name.toLocaleLowerCase().includes(asked))
          .slice(0, 30)
          .map(({ id, name, code }) => ({ id, label: name, detail: code }));
      }}
    />
  );
}

const NO_REGION = 'none';

function RegionField(props: {
  readonly value: string | null;
  readonly onChange: (code: string | null) => void;
  readonly isRequired: boolean;
  readonly error: string | null;
}) {
  const { t } = useTranslation('administration');
  const api = useApi();
  const { data } = useQuery({
    queryKey: ['region', 'areas'],
    queryFn: ({ signal }) =>
      api.get<{ regions: { code: string; name: string }[] }>('/api/region/areas', {}, signal),
  });
  return (
    <Select
      label={t('give.region')}
      choices={[
        ...(props.isRequired ? [] : [{ id: NO_REGION, label: t('give.noRegion') }]),
        ...(data?.regions ?? []).map(({ code, name }) => ({ id: code, label: name })),
      ]}
      value={props.value ?? (props.isRequired ? null : NO_REGION)}
      placeholder={t('give.choose')}
      isRequired={props.isRequired}
      error={props.error}
      onChange={(id) => props.onChange(id === NO_REGION ? null : id)}
    />
  );
}

interface DeputyFieldProps {
  readonly person: Person;
  readonly people: readonly Person[];
  readonly today: string;
  readonly value: string | null;
  readonly onChange: (personId: string | null) => void;
}

/** Colleagues for whom one can stand in: at an organisation where this person works too. */
function DeputyField({ person, people, today, value, onChange }: DeputyFieldProps) {
  const { t } = useTranslation('administration');
  const houses = new Set(person.hats.map(({ organisationId }) => organisationId));
  const colleagues = people.filter(
    (each) =>
      each.personId !== person.personId &&
      each.hats.some((hat) => isWorn(hat, today) && houses.has(hat.organisationId)),
  );
  if (colleagues.length === 0) return null;
  return (
    <Select
      label={t('give.deputyOf')}
      choices={[
        { id: NOBODY, label: t('give.nobody') },
        ...colleagues.map(({ personId, name }) => ({ id: personId, label: name })),
      ]}
      value={value ?? NOBODY}
      onChange={(id) => onChange(id === NOBODY ? null : id)}
    />
  );
}
