import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDay } from '../../../web/i18n/format.ts';
import { FormDialog } from '../../../web/ui/FormDialog.tsx';
import { Button, DatePicker, RadioGroup } from '../../../web/ui/index.ts';
import { shieldKinds } from '../../codes.ts';
import type { Keeping } from '../../team/contract.ts';
import { useWrite } from '../use-dossier.ts';

type Organisation = Keeping['lookedFrom'][number];

/** From where was looked, and what of it is told more generally: the line stays, the organisation does not show. */
export function ShieldsPart({ keeping }: { readonly keeping: Keeping }) {
  const { t } = useTranslation('dossier-team');
  const { send, isPending } = useWrite(t('refused'));
  const [opened, setOpened] = useState<Organisation | null>(null);
  return (
    <section className="ds-section">
      <h2>{t('keeping.shields')}</h2>
      {keeping.lookedFrom.length === 0 ? <p>{t('keeping.shieldsNone')}</p> : null}
      <ul className="ds-cards">
        {keeping.lookedFrom.map((each) => {
          const shields = keeping.shields.filter(
            ({ organisationId }) => organisationId === each.id,
          );
          return (
            <li key={each.id} className="ds-card">
              <small>{t('keeping.looks', { count: each.looks })}</small>
              <h3>{each.name}</h3>
              {shields.map((shield) => (
                <div key={shield.id} className="ds-head">
                  <span className="ds-mark">
                    {t(`keeping.shieldKinds.${shield.kind}`)}
                    {shield.until
                      ? ` (${t('keeping.until', { day: formatDay(shield.until) })})`
                      : null}
                  </span>
                  <Button
                    size="small"
                    isPending={isPending}
                    onPress={() => void send(`/shields/${shield.id}/drop`, {}, t('saved'))}
                  >
                    {t('keeping.unshield')}
                  </Button>
                </div>
              ))}
              <div>
                <Button size="small" onPress={() => setOpened(each)}>
                  {t('keeping.shield')}
                </Button>
              </div>
            </li>
          );
        })}
      </ul>
      {opened ? (
        <ShieldDialog
          childId={keeping.childId}
          organisation={opened}
          onClose={() => setOpened(null)}
        />
      ) : null}
    </section>
  );
}

interface ShieldDialogProps {
  readonly childId: string;
  readonly organisation: Organisation;
  readonly onClose: () => void;
}

function ShieldDialog({ childId, organisation, onClose }: ShieldDialogProps) {
  const { t } = useTranslation('dossier-team');
  const { send, isPending, problem } = useWrite(t('refused'));
  const [kind, setKind] = useState<string>('PLACE');
  const [until, setUntil] = useState<string | null>(null);
  const [isTried, setTried] = useState(false);
  const isInquiry = kind === 'INQUIRY';
  const save = async () => {
    setTried(true);
    if (isInquiry && until === null) return;
    const body = { kind, organisationId: organisation.id, ...(isInquiry ? { until } : {}) };
    if (await send(`/children/${childId}/shields`, body, t('saved'))) onClose();
  };
  return (
    <FormDialog
      title={`${t('keeping.shield')}: ${organisation.name}`}
      verb={t('save')}
      {...{ isPending, problem, onClose }}
      onSave={() => void save()}
    >
      <RadioGroup
        label={t('keeping.shieldKind')}
        choices={shieldKinds.map((id) => ({ id, label: t(`keeping.shieldKinds.${id}`) }))}
        value={kind}
        onChange={setKind}
      />
      {isInquiry ? (
        <DatePicker
          label={t('keeping.inquiryUntil')}
          isRequired
          value={until}
          onChange={setUntil}
          error={isTried && until === null ? t('required') : null}
        />
      ) : null}
    </FormDialog>
  );
}
