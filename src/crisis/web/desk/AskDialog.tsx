import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../../web/Answered.tsx';
import { formatAge } from '../../../web/i18n/format.ts';
import { useNow } from '../../../web/shell.ts';
import { Banner, Checkbox, CheckboxGroup } from '../../../web/ui/index.ts';
import type { HelpKind } from '../../codes.ts';
import type { Network, PledgeRow } from '../../contract.ts';
import { FormDialog } from '../../../web/ui/FormDialog.tsx';
import { useAsked, useWrite } from '../use-crisis.ts';

interface AskDialogProps {
  readonly minorId: string;
  readonly wanted: HelpKind | null;
  readonly onClose: () => void;
}

/** Partners are asked, one or more at once; who is being asked already is asked again only knowingly. */
export function AskDialog({ minorId, wanted, onClose }: AskDialogProps) {
  const { t } = useTranslation('crisis');
  const { send, isPending, problem } = useWrite();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [everywhere, setEverywhere] = useState(false);
  const [isTried, setTried] = useState(false);
  const query = useAsked<Network>('/network', {
    kind: wanted ?? undefined,
    everywhere: everywhere || undefined,
  });
  const isAsked = problem?.code === 'partner-is-being-asked';
  const known = isAsked ? problem.details['attemptId'] : undefined;
  const save = async () => {
    setTried(true);
    if (chosen.length === 0) return;
    const asks = chosen.map((pledgeId) => ({ pledgeId, ...(known ? { knowingOf: known } : {}) }));
    const done = await send({
      path: `/minors/${minorId}/ask`,
      body: { asks },
      said: t('said.ask', { count: asks.length }),
    });
    if (done) onClose();
  };
  return (
    <FormDialog
      title={t('form.askTitle')}
      verb={t(isAsked ? 'form.askAnyway' : 'form.askVerb')}
      {...{ isPending, problem, onClose }}
      onSave={() => void save()}
    >
      <Checkbox isSelected={everywhere} onChange={setEverywhere}>
        {t('form.everywhere')}
      </Checkbox>
      <Answered query={query} failed={t('form.networkFailed')} lines={6}>
        {({ pledges }) =>
          pledges.length === 0 ? (
            <Banner>{t('form.noPledges')}</Banner>
          ) : (
            <Pledges
              pledges={pledges}
              chosen={chosen}
              onChange={setChosen}
              error={isTried && chosen.length === 0 ? t('form.required') : null}
            />
          )
        }
      </Answered>
    </FormDialog>
  );
}

interface PledgesProps {
  readonly pledges: readonly PledgeRow[];
  readonly chosen: readonly string[];
  readonly onChange: (ids: string[]) => void;
  readonly error: string | null;
}

function Pledges({ pledges, chosen, onChange, error }: PledgesProps) {
  const { t } = useTranslation('crisis');
  const now = useNow();
  const words = (row: PledgeRow) =>
    [
      t('form.free', { count: Math.max(0, row.places - row.taken), places: row.places }),
      t('form.ages', { from: row.ageMin, to: row.ageMax }),
      row.phone,
      row.asks[0] ? t('form.askedNow', { age: formatAge(row.asks[0].askedAt, now) }) : null,
    ]
      .filter(Boolean)
      .join(' · ');
  return (
    <CheckboxGroup
      label={t('form.partners')}
      isRequired
      choices={pledges.map((row) => ({
        id: row.pledgeId,
        label: `${row.partnerName}, ${t(`code.help.${row.kind}`)}: ${words(row)}`,
      }))}
      value={chosen}
      onChange={onChange}
      error={error}
    />
  );
}
