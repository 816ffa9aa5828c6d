import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../../web/Answered.tsx';
import { Banner, RadioGroup } from '../../../web/ui/index.ts';
import { FormDialog } from '../../../web/ui/FormDialog.tsx';
import type { Network, RequestDetail } from '../../contract.ts';
import { useMomentWords } from '../crisis-words.ts';
import { useAsked, useWrite } from '../use-crisis.ts';
import { SureDialog } from './SureDialog.tsx';
import { useLacks } from './use-form.ts';

type Minor = RequestDetail['minors'][number];
type Help = Minor['deployments'][number];
interface HelpDialogProps {
  readonly help: Help;
  readonly onClose: () => void;
}

/** Help is made longer once more: until when, and how often that can be done after this. */
export function ExtendDialog({
  help,
  extension,
  onClose,
}: HelpDialogProps & { readonly extension: RequestDetail['extensions'][number] | undefined }) {
  const { t } = useTranslation('crisis-acts');
  const moment = useMomentWords();
  const left = Math.max(0, (extension?.left ?? 1) - 1);
  return (
    <SureDialog
      title={t('extend.title', { partner: help.partnerName })}
      verb={t('act.extend')}
      path={`/deployments/${help.id}/extend`}
      said={t('said.extend')}
      onClose={onClose}
    >
      {extension?.until ? t('extend.until', { at: moment(extension.until) }) : null}{' '}
      {t('extend.left', { count: left })}
    </SureDialog>
  );
}

/** What was promised does not begin: the search goes on. */
export function FallDialog({ help, onClose }: HelpDialogProps) {
  const { t } = useTranslation('crisis-acts');
  return (
    <SureDialog
      title={t('fall.title', { partner: help.partnerName })}
      verb={t('fall.verb')}
      path={`/deployments/${help.id}/fall-through`}
      said={t('said.fall')}
      onClose={onClose}
    >
      {t('fall.words')}
    </SureDialog>
  );
}

/** The desk takes its question back. */
export function TakeBackDialog({
  attempt,
  onClose,
}: {
  readonly attempt: Minor['attempts'][number];
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('crisis-acts');
  return (
    <SureDialog
      title={t('takeBack.title', { partner: attempt.partnerName })}
      verb={t('takeBack.verb')}
      path={`/attempts/${attempt.id}/withdraw`}
      said={t('said.takeBack', { partner: attempt.partnerName })}
      onClose={onClose}
    >
      {t('takeBack.words')}
    </SureDialog>
  );
}

/** A bed as part of a guidance: one of the places that partners pledged. */
export function BedDialog({ help, onClose }: HelpDialogProps) {
  const { t } = useTranslation('crisis-acts');
  const { t: c } = useTranslation('crisis');
  const { send, isPending, problem } = useWrite();
  const { isWhole, lack } = useLacks();
  const [pledgeId, setPledge] = useState<string | null>(null);
  const query = useAsked<Network>('/network', { kind: 'STAY' });
  const save = async () => {
    if (!isWhole(pledgeId)) return;
    const path = `/deployments/${help.id}/bed`;
    if (await send({ path, body: { pledgeId }, said: t('said.bed') })) onClose();
  };
  return (
    <FormDialog
      title={t('act.bed')}
      verb={t('bed.verb')}
      {...{ isPending, problem, onClose }}
      onSave={() => void save()}
    >
      <p>{t('bed.words')}</p>
      <Answered query={query} failed={c('form.networkFailed')} lines={4}>
        {({ pledges }) =>
          pledges.length === 0 ? (
            <Banner>{t('bed.none')}</Banner>
          ) : (
            <RadioGroup
              label={c('form.partners')}
              isRequired
              choices={pledges.map(({ pledgeId: id, partnerName, places, taken, phone }) => ({
                id,
                label: [
                  partnerName,
                  c('form.free', { count: Math.max(0, places - taken), places }),
                  phone,
                ]
                  .filter(Boolean)
                  .join(' · '),
              }))}
              value={pledgeId}
              onChange={setPledge}
              error={lack(pledgeId)}
            />
          )
        }
      </Answered>
    </FormDialog>
  );
}
