import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../../web/Answered.tsx';
import { dayOf } from '../../../web/i18n/format.ts';
import { useApi, useNow, useSession } from '../../../web/shell.ts';
import { Refusal } from '../../../web/ui/FormDialog.tsx';
import { Banner, Button, EmptyState, LinkButton } from '../../../web/ui/index.ts';
import { useKeptForm } from '../../../web/use-kept-form.ts';
import type { Published, SignUpChoices } from '../../contract.ts';
import { useAsked, useWrite } from '../use-foster-care.ts';
import {
  bodyOf,
  type CrisisCase,
  emptyRequest,
  lacksOf,
  requestOfCase,
  type TypedRequest,
} from './request-form.ts';
import { ChildFields, NeedFields, RegistrarFields } from './RequestFields.tsx';
import './words.ts';
import '../foster-care.css';
import './service.css';

const route = getRouteApi('/pleegzorg/nieuw');

/** A request for a foster family, written down by keyboard: by the service, the crisis desk or a consultant. */
export function NewRequestPage() {
  const { t } = useTranslation('foster-service');
  const query = useAsked<SignUpChoices>('/sign-up');
  const known = useCase();
  return (
    <div className="fs-page">
      <header>
        <h1>{t('new.title')}</h1>
        <p className="vp-muted">{t('new.intro')}</p>
      </header>
      <Answered query={query} failed={t('new.failed')} mend={t('board.failedMend')} lines={10}>
        {(choices) =>
          known.isLoading ? null : <RequestForm {...{ choices }} known={known.data} />
        }
      </Answered>
    </div>
  );
}

/** The case that it comes from, for who may read it; without an answer the form is empty. */
function useCase() {
  const { crisis } = route.useSearch();
  const { role } = useSession();
  const api = useApi();
  return useQuery({
    queryKey: ['foster-care', 'case', crisis],
    queryFn: ({ signal }) => api.get<CrisisCase>(`/api/crisis/requests/${crisis}`, {}, signal),
    enabled: role === 'CR' && crisis !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}

interface RequestFormProps {
  readonly choices: SignUpChoices;
  readonly known: CrisisCase | undefined;
}

/** Whose service it is sent to: one's own, or the one of the place. */
function useService(choices: SignUpChoices, typed: TypedRequest): string | null {
  const { role, organisation } = useSession();
  if (role === 'FS') return choices.services.find(({ id }) => id === organisation?.id)?.id ?? null;
  const region = choices.municipalities.find(({ code }) => code === typed.municipality?.id)?.region;
  return typed.serviceId ?? choices.services.find((each) => each.region === region)?.id ?? null;
}

function RequestForm({ choices, known }: RequestFormProps) {
  const { t } = useTranslation('foster-service');
  const { crisis, soort } = route.useSearch();
  const { role } = useSession();
  const navigate = useNavigate();
  const today = dayOf(useNow());
  const { send, isPending, problem } = useWrite();
  const [start] = useState(() => (known ? requestOfCase(today, known) : emptyRequest(today)));
  const { typed, kept, set, clear } = useKeptForm(`foster ${crisis ?? ''}`, start);
  const [isTried, setTried] = useState(false);
  const [sent, setSent] = useState<Published | null>(null);
  const serviceId = useService(choices, typed);
  const request = { ...typed, serviceId };
  const lacks = isTried ? lacksOf(request) : [];
  const save = async () => {
    setTried(true);
    const body = bodyOf(request, crisis && soort ? { crisisKind: soort, crisisRef: crisis } : {});
    if (!body || isPending) return;
    const done = await send<Published>({
      path: '/requests',
      body,
      key: kept.keyFor(body, () => crypto.randomUUID()),
      said: ({ published }) => t(published ? 'said.requestPublished' : 'said.request'),
    });
    if (!done) return;
    kept.forget();
    if (role === 'FS') void navigate({ to: '/pleegzorg', search: { vraag: done.id } });
    else setSent(done);
  };
  if (sent)
    return (
      <EmptyState
        level={2}
        title={t(sent.published ? 'said.requestPublished' : 'said.request')}
        action={
          crisis && role === 'CR' ? (
            <LinkButton look="primary" href={`/crisis?vraag=${crisis}`}>
              {t('new.backToCase')}
            </LinkButton>
          ) : null
        }
      >
        {t('new.sentNext')}
      </EmptyState>
    );
  return (
    <form
      className="fs-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {crisis ? <Banner>{t('new.ofCrisis')}</Banner> : null}
      <ChildFields {...{ typed, set, lacks, choices, today }} />
      <NeedFields {...{ typed, set, lacks, choices, today }} />
      <RegistrarFields typed={request} {...{ set, lacks, choices, today }} />
      {lacks.length > 0 ? (
        <Banner tone="danger" isAnnounced>
          {t('new.check')}
        </Banner>
      ) : null}
      {problem ? <Refusal words={problem} /> : null}
      <div className="vp-actions">
        <Button look="primary" type="submit" isPending={isPending}>
          {t('new.save')}
        </Button>
        <Button
          look="quiet"
          onPress={() => {
            clear();
            setTried(false);
          }}
        >
          {t('new.clear')}
        </Button>
      </div>
    </form>
  );
}
