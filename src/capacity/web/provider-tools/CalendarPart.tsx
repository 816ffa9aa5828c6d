import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../web/api.ts';
import { formatMoment } from '../../../web/i18n/format.ts';
import { useApi, useShell } from '../../../web/shell.ts';
import { Button, Disclosure, ErrorState, Skeleton, TextField } from '../../../web/ui/index.ts';
import type { CalendarLink, NewCalendarLink } from '../../provider-tools-contract.ts';
import { useProblemWords } from '../provider/problem-words.ts';
import { tell } from '../provider/tell.ts';

const path = '/api/capacity/calendar-link';
const key = ['capacity', 'calendar-link'] as const;

/** One's own calendar address: made, shown once, revoked. */
export function CalendarPart() {
  const { t } = useTranslation('provider-tools');
  return (
    <div className="vp-no-print">
      <Disclosure title={t('calendar.title')}>
        <Calendar />
      </Disclosure>
    </div>
  );
}

function Calendar() {
  const { t, i18n } = useTranslation('provider-tools');
  const api = useApi();
  const { queries } = useShell();
  const words = useProblemWords();
  const [made, setMade] = useState<string | null>(null);
  const [isSending, setSending] = useState(false);
  const query = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.get<CalendarLink>(path, {}, signal),
  });
  const attempt = async (work: () => Promise<void>) => {
    setSending(true);
    try {
      await work();
    } catch (fault) {
      if (!(fault instanceof ApiProblem)) throw fault;
      const { what, mend } = words(fault);
      tell({ text: what, detail: mend ?? '', tone: 'danger' });
    }
    setSending(false);
    await queries.invalidateQueries({ queryKey: key });
  };
  const make = () =>
    attempt(async () => {
      const link = await api.send<NewCalendarLink>('POST', path, {});
      setMade(`${window.location.origin}${link.path}?lang=${i18n.language}`);
      tell({ text: t('calendar.saidMade') });
    });
  const revoke = () =>
    attempt(async () => {
      await api.send('POST', `${path}/revoke`, {});
      setMade(null);
      tell({ text: t('calendar.saidRevoked') });
    });
  const copy = async (address: string) => {
    await navigator.clipboard.writeText(address);
    tell({ text: t('calendar.copied') });
  };
  if (query.isError) {
    return (
      <ErrorState what={t('calendar.failed')} kept={null} onRetry={() => void query.refetch()} />
    );
  }
  if (!query.data) return <Skeleton lines={2} />;
  const { link } = query.data;
  return (
    <div className="pt-calendar">
      <p>{t('calendar.intro')}</p>
      <p className="vp-muted">
        {link
          ? `${t('calendar.made', { moment: formatMoment(link.madeAt) })} ${
              link.lastUsedAt
                ? t('calendar.used', { moment: formatMoment(link.lastUsedAt) })
                : t('calendar.unused')
            }`
          : t('calendar.none')}
      </p>
      {made ? (
        <>
          <TextField
            label={t('calendar.address')}
            help={t('calendar.once')}
            value={made}
            onChange={() => {}}
            type="url"
          />
          <div className="pt-acts">
            <Button look="primary" onPress={() => void copy(made)}>
              {t('calendar.copy')}
            </Button>
          </div>
        </>
      ) : null}
      <div className="pt-acts">
        <Button onPress={() => void make()} isPending={isSending}>
          {t(link ? 'calendar.renew' : 'calendar.make')}
        </Button>
        {link ? (
          <Button look="danger" onPress={() => void revoke()}>
            {t('calendar.revoke')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
