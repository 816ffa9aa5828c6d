import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, dayOf } from '../../../web/i18n/format.ts';
import { useNow } from '../../../web/shell.ts';
import { Checkbox, DatePicker, NumberField, RadioGroup, TextField } from '../../../web/ui/index.ts';
import { FormDialog } from '../../../web/ui/FormDialog.tsx';
import { fundings, helpKinds, sectors } from '../../codes.ts';
import type { Partners } from '../../contract.ts';
import { useLacks } from '../desk/use-form.ts';
import { useWrite } from '../use-crisis.ts';
import './words.ts';

type Partner = Partners['rows'][number];
interface Closing {
  readonly onClose: () => void;
}

/** A partner of the region's network. */
export function PartnerDialog({ onClose }: Closing) {
  const { t } = useTranslation('crisis-roster');
  const { send, isPending, problem } = useWrite();
  const { isWhole, lack } = useLacks();
  const [name, setName] = useState('');
  const [sector, setSector] = useState<string | null>(null);
  const [phone, setPhone] = useState('');
  const [nightPhone, setNight] = useState('');
  const save = async () => {
    if (!isWhole(name, sector)) return;
    const phones = Object.entries({ phone, nightPhone }).filter(([, value]) => value.trim() !== '');
    const body = { name: name.trim(), sector, ...Object.fromEntries(phones) };
    if (await send({ path: '/partners', body, said: t('said.partner', { name }) })) onClose();
  };
  return (
    <FormDialog
      title={t('network.addPartner')}
      verb={t('partner.save')}
      {...{ isPending, problem, onClose }}
      onSave={() => void save()}
    >
      <TextField
        label={t('partner.name')}
        isRequired
        autoFocus
        maxLength={120}
        value={name}
        onChange={setName}
        error={lack(name, t('partner.nameLacks'))}
      />
      <RadioGroup
        label={t('partner.sector')}
        isRequired
        choices={sectors.map((id) => ({ id, label: t(`sector.${id}`) }))}
        value={sector}
        onChange={setSector}
        error={lack(sector)}
      />
      <TextField
        label={t('partner.phone')}
        type="tel"
        maxLength={40}
        value={phone}
        onChange={setPhone}
      />
      <TextField
        label={t('partner.nightPhone')}
        type="tel"
        maxLength={40}
        value={nightPhone}
        onChange={setNight}
      />
    </FormDialog>
  );
}

/** What a partner pledges: so many places of a kind, structural or for a project that ends. */
export function PledgeDialog({ partner, onClose }: Closing & { readonly partner: Partner }) {
  const { t } = useTranslation('crisis-roster');
  const { t: c } = useTranslation('crisis');
  const { send, isPending, problem } = useWrite();
  const { isWhole, lack } = useLacks();
  const [kind, setKind] = useState<string | null>(null);
  const [places, setPlaces] = useState<number | null>(1);
  const [funding, setFunding] = useState<string | null>(null);
  const [from, setFrom] = useState<string | null>(dayOf(useNow()));
  const [last, setLast] = useState<string | null>(null);
  const [ageMin, setMin] = useState<number | null>(0);
  const [ageMax, setMax] = useState<number | null>(17);
  const [outOfHours, setHours] = useState(true);
  const needsEnd = funding === 'PROJECT';
  const save = async () => {
    const needed = [kind, funding, from, places === null ? null : String(places)];
    if (!isWhole(...needed, ...(needsEnd ? [last] : []))) return;
    const body = {
      partnerId: partner.id,
      kind,
      places,
      funding,
      from,
      ...(last === null ? {} : { until: addDays(last, 1) }),
      ageMin: ageMin ?? 0,
      ageMax: ageMax ?? 17,
      outOfHours,
    };
    if (await send({ path: '/pledges', body, said: t('said.pledge') })) onClose();
  };
  return (
    <FormDialog
      title={t('network.addPledgeOf', { name: partner.name })}
      verb={t('pledge.save')}
      {...{ isPending, problem, onClose }}
      onSave={() => void save()}
    >
      <RadioGroup
        label={t('network.kind')}
        isRequired
        choices={helpKinds.map((id) => ({ id, label: c(`code.help.${id}`) }))}
        value={kind}
        onChange={setKind}
        error={lack(kind)}
      />
      <NumberField
        label={t('pledge.places')}
        isRequired
        min={1}
        max={200}
        value={places}
        onChange={setPlaces}
        error={lack(places === null ? null : String(places), t('pledge.placesLack'))}
      />
      <RadioGroup
        label={t('pledge.funding')}
        isRequired
        choices={fundings.map((id) => ({ id, label: t(`funding.${id}`) }))}
        value={funding}
        onChange={setFunding}
        error={lack(funding)}
      />
      <DatePicker
        label={t('pledge.from')}
        isRequired
        value={from}
        onChange={setFrom}
        error={lack(from, t('duty.dayLacks'))}
      />
      <DatePicker
        label={t('pledge.last')}
        help={t('pledge.lastHelp')}
        isRequired={needsEnd}
        {...(from === null ? {} : { min: from })}
        value={last}
        onChange={setLast}
        error={needsEnd ? lack(last, t('pledge.lastLacks')) : null}
      />
      <div className="cr-row">
        <NumberField label={t('pledge.ageMin')} min={0} max={25} value={ageMin} onChange={setMin} />
        <NumberField label={t('pledge.ageMax')} min={0} max={25} value={ageMax} onChange={setMax} />
      </div>
      <Checkbox isSelected={outOfHours} onChange={setHours}>
        {t('pledge.outOfHours')}
      </Checkbox>
    </FormDialog>
  );
}

interface EndPledgeProps extends Closing {
  readonly partner: Partner;
  readonly pledge: Partner['pledges'][number];
}

/** A pledge ends; what runs on it runs on. */
export function EndPledgeDialog({ partner, pledge, onClose }: EndPledgeProps) {
  const { t } = useTranslation('crisis-roster');
  const { send, isPending, problem } = useWrite();
  const { isWhole, lack } = useLacks();
  const today = dayOf(useNow());
  const [last, setLast] = useState<string | null>(
    pledge.until === null ? today : addDays(pledge.until, -1),
  );
  const save = async () => {
    if (!isWhole(last) || last === null) return;
    const path = `/pledges/${pledge.id}/end`;
    if (await send({ path, body: { until: addDays(last, 1) }, said: t('said.end') })) onClose();
  };
  return (
    <FormDialog
      title={t('network.endOf', { name: partner.name })}
      verb={t('end.save')}
      {...{ isPending, problem, onClose }}
      onSave={() => void save()}
    >
      <p>{t('end.words')}</p>
      <DatePicker
        label={t('pledge.last')}
        isRequired
        value={last}
        onChange={setLast}
        error={lack(last, t('duty.dayLacks'))}
      />
    </FormDialog>
  );
}
