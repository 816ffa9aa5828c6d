import { useTranslation } from 'react-i18next';
import {
  Button,
  CheckboxGroup,
  Disclosure,
  Icon,
  NumberField,
  TextField,
} from '../../../web/ui/index.ts';
import { urgencyFacts } from '../../codes.ts';
import type { Lane } from '../../rule-set.ts';
import { useWords } from '../code-words.ts';

export interface EditLaneProps {
  readonly lane: Lane;
  readonly onChange: (lane: Lane) => void;
  readonly onRemove: () => void;
}

/** One reserved share of a draft. */
export function EditLane({ lane, onChange, onRemove }: EditLaneProps) {
  const { t } = useTranslation('waiting-list');
  const words = useWords();
  const { waitingDays, anyOf, ...rest } = lane;
  return (
    <fieldset className="wl-group">
      <legend>{t('rules.edit.lane', { lane: words.lane(lane) })}</legend>
      <div className="wl-fields">
        <TextField
          label={t('rules.edit.laneCode')}
          value={lane.code}
          onChange={(code) => onChange({ ...lane, code: code.toLowerCase() })}
          maxLength={31}
        />
        <NumberField
          label={t('rules.edit.percent')}
          value={lane.percent}
          onChange={(percent) => onChange({ ...lane, percent: percent ?? 0 })}
          min={0}
          max={100}
        />
        <NumberField
          label={t('rules.edit.waitingDays')}
          value={waitingDays ?? null}
          onChange={(days) =>
            onChange({
              ...rest,
              ...(anyOf ? { anyOf } : {}),
              ...(days === null ? {} : { waitingDays: days }),
            })
          }
          min={0}
          max={3660}
        />
      </div>
      <Disclosure title={t('rules.edit.laneFacts')} startsOpen={anyOf !== undefined}>
        <CheckboxGroup
          label={t('rules.edit.laneFacts')}
          value={anyOf ?? []}
          onChange={(ids) =>
            onChange({
              ...rest,
              ...(waitingDays === undefined ? {} : { waitingDays }),
              ...(ids.length > 0
                ? { anyOf: urgencyFacts.filter((fact) => ids.includes(fact)) }
                : {}),
            })
          }
          choices={urgencyFacts.map((id) => ({ id, label: words.fact(id) }))}
        />
      </Disclosure>
      <Button
        size="small"
        look="quiet"
        label={t('rules.edit.removeLane', { lane: words.lane(lane) })}
        onPress={onRemove}
      >
        <Icon name="close" />
      </Button>
    </fieldset>
  );
}
