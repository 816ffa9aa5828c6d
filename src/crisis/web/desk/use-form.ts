import { useState } from 'react';
import { useTranslation } from 'react-i18next';

/** What a form says of fields that lack, from the first try to save it on. */
export function useLacks() {
  const { t } = useTranslation('crisis');
  const [isTried, setTried] = useState(false);
  const isEmpty = (value: string | null) => value === null || value.trim() === '';
  return {
    /** Marks the form as tried; whether none of these lacks. */
    isWhole: (...values: readonly (string | null)[]): boolean => {
      setTried(true);
      return !values.some(isEmpty);
    },
    lack: (value: string | null, words: string = t('form.required')): string | null =>
      isTried && isEmpty(value) ? words : null,
  };
}
