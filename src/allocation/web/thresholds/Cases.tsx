import { useTranslation } from 'react-i18next';
import { dayOf, formatDay } from '../../../web/i18n/format.ts';
import { Select } from '../../../web/ui/index.ts';
import type { ThresholdDetail } from '../../thresholds/contract.ts';
import { clientViews } from '../../thresholds/sides.ts';
import { Refusal } from '../../../web/ui/FormDialog.tsx';
import { InnerLink } from '../InnerLink.tsx';
import { Part } from '../Part.tsx';
import { useRegionName, useWrite } from '../use-allocation.ts';
import './words.ts';

type Case = ThresholdDetail['cases'][number];

/** Each time that it stood in the way; the region's team writes down how the client sees it. */
export function Cases({ detail }: { readonly detail: ThresholdDetail }) {
  const { t } = useTranslation('thresholds');
  return (
    <Part title={t('cases.title')}>
      {detail.more ? <p className="vp-muted">{t('cases.more')}</p> : null}
      <ul className="al-cards al-grid">
        {detail.cases.map((one) => (
          <CaseCard key={one.id} one={one} />
        ))}
      </ul>
    </Part>
  );
}

function CaseCard({ one }: { readonly one: Case }) {
  const { t } = useTranslation('thresholds');
  const regionName = useRegionName();
  const by = (['INTAKE', 'TEAM', 'DIRECTION'] as const).find((each) => each === one.by);
  const facts = [
    t(`source.${one.source}`),
    by ? t('cases.by', { who: t(`by.${by}`) }) : null,
    one.liftable === null ? null : t(one.liftable ? 'cases.liftable' : 'cases.notLiftable'),
    regionName(one.region),
  ];
  return (
    <li className="al-card">
      <h3>{formatDay(dayOf(one.at))}</h3>
      <p>{facts.filter(Boolean).join(', ')}</p>
      {one.isOwn ? (
        <ClientView one={one} />
      ) : one.clientView ? (
        <p>{`${t('cases.view')} ${t(`view.${one.clientView}`)}`}</p>
      ) : null}
      {one.proposalId ? (
        <p className="vp-no-print">
          <InnerLink href={`/voorstellen/${one.proposalId}`}>{t('cases.open')}</InnerLink>
        </p>
      ) : null}
    </li>
  );
}

function ClientView({ one }: { readonly one: Case }) {
  const { t } = useTranslation('thresholds');
  const { send, problem } = useWrite();
  const save = (id: string) => {
    const view = clientViews.find((each) => each === id);
    if (view)
      void send({
        path: `/threshold-cases/${one.id}/client-view`,
        body: { view },
        said: t('cases.said'),
      });
  };
  return (
    <>
      <Select
        label={t('cases.view')}
        placeholder={t('cases.unknown')}
        choices={clientViews.map((id) => ({ id, label: t(`view.${id}`) }))}
        value={one.clientView}
        onChange={save}
      />
      {problem ? <Refusal {...problem} /> : null}
    </>
  );
}
