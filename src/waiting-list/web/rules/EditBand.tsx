import { useTranslation } from 'react-i18next';
import { Button, Checkbox, Icon, NumberField, Select, TextField } from '../../../web/ui/index.ts';
import type { Band } from '../../rule-set.ts';
import { AddCondition } from './AddCondition.tsx';
import { takesAll, without } from './edit-rules.ts';
import { useConditionWords } from './RuleContentWords.tsx';

const SECOND = ['NONE', 'BEFORE', 'AFTER'] as const;

export interface EditBandProps {
  readonly band: Band;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onChange: (band: Band) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

/** One band of a draft, with its conditions. */
export function EditBand(props: EditBandProps) {
  const { t } = useTranslation('waiting-list');
  const { band, onChange } = props;
  const change = (part: Partial<Band>) => onChange({ ...band, ...part });
  return (
    <fieldset className="wl-group">
      <legend>{t('rules.edit.band', { band: band.code })}</legend>
      <div className="vp-actions">
        <Button
          size="small"
          look="quiet"
          isDisabled={props.isFirst}
          label={t('rules.edit.up', { band: band.code })}
          onPress={() => props.onMove(-1)}
        >
          <Icon name="up" />
        </Button>
        <Button
          size="small"
          look="quiet"
          isDisabled={props.isLast}
          label={t('rules.edit.down', { band: band.code })}
          onPress={() => props.onMove(1)}
        >
          <Icon name="down" />
        </Button>
        <Button
          size="small"
          look="quiet"
          label={t('rules.edit.remove', { band: band.code })}
          onPress={props.onRemove}
        >
          <Icon name="close" />
        </Button>
      </div>
      <div className="wl-fields">
        <TextField
          label={t('rules.edit.code')}
          value={band.code}
          onChange={(code) => change({ code: code.toUpperCase() })}
          maxLength={2}
        />
        <NumberField
          label={t('rules.edit.reviewDays')}
          value={band.reviewDays}
          onChange={(days) => change({ reviewDays: days ?? band.reviewDays })}
          min={1}
          max={366}
        />
        <Select
          label={t('rules.edit.second')}
          choices={SECOND.map((id) => ({ id, label: t(`rules.edit.secondBy.${id}`) }))}
          value={band.secondWorker}
          onChange={(id) => change({ secondWorker: SECOND.find((each) => each === id)! })}
        />
      </div>
      <Checkbox isSelected={band.exempt} onChange={(exempt) => change({ exempt })}>
        {t('rules.edit.exempt')}
      </Checkbox>
      {props.isLast ? (
        <Checkbox
          isSelected={takesAll(band)}
          onChange={(isOn) => change({ when: isOn ? [[]] : [['COMPLEX']] })}
        >
          {t('rules.edit.everybody')}
        </Checkbox>
      ) : null}
      <Conditions band={band} change={change} />
    </fieldset>
  );
}

function Conditions({
  band,
  change,
}: {
  readonly band: Band;
  readonly change: (part: Partial<Band>) => void;
}) {
  const { t } = useTranslation('waiting-list');
  const conditionWords = useConditionWords();
  if (takesAll(band)) return null;
  return (
    <div>
      <h3>{t('rules.edit.conditions')}</h3>
      <ul className="wl-chosen">
        {band.when.map((condition, at) => (
          <li key={condition.join()}>
            <span>{conditionWords(condition)}</span>
            <Button
              size="small"
              look="quiet"
              isDisabled={band.when.length === 1}
              label={t('form.remove', { name: conditionWords(condition) })}
              onPress={() => change({ when: without(band.when, at) })}
            >
              <Icon name="close" />
            </Button>
          </li>
        ))}
      </ul>
      <AddCondition
        onAdd={(condition) => {
          const isThere = band.when.some((each) => each.join() === condition.join());
          if (!isThere) change({ when: [...band.when, condition] });
        }}
      />
    </div>
  );
}
