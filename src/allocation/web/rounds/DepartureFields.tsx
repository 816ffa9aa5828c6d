import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Select, TextField } from '../../../web/ui/index.ts';
import { departureReasons } from '../../dialogue/codes.ts';
import './words.ts';

const SHORTEST = 3;

export interface Departure {
  readonly code: (typeof departureReasons)[number] | null;
  readonly reason: string;
}

/** Whether enough was said. */
export const isTold = ({ code, reason }: Departure): boolean =>
  code !== null && reason.trim().length >= SHORTEST;

export const useDeparture = () => useState<Departure>({ code: null, reason: '' });

/** Why one departs from the order: a reason from the list, and a few words. */
export function DepartureFields({
  value,
  onChange,
  isAsked,
}: {
  readonly value: Departure;
  readonly onChange: (value: Departure) => void;
  readonly isAsked: boolean;
}) {
  const { t } = useTranslation('rounds');
  const { t: common } = useTranslation('allocation');
  const isShort = value.reason.trim().length < SHORTEST;
  return (
    <>
      <p className="al-notice">{t('change.departs')}</p>
      <Select
        label={t('change.code')}
        isRequired
        choices={departureReasons.map((id) => ({ id, label: common(`codes.departure.${id}`) }))}
        value={value.code}
        onChange={(id) =>
          onChange({ ...value, code: departureReasons.find((each) => each === id) ?? null })
        }
        error={isAsked && value.code === null ? common('form.required') : null}
      />
      <TextField
        label={t('change.reason')}
        help={common('form.noNames')}
        value={value.reason}
        onChange={(reason) => onChange({ ...value, reason })}
        rows={3}
        maxLength={1000}
        isRequired
        error={isAsked && isShort ? common('form.tooShort') : null}
      />
    </>
  );
}
