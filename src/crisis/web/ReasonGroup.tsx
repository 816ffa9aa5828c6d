import { useTranslation } from 'react-i18next';
import { RadioGroup } from '../../web/ui/index.ts';
import { noResponseReasons } from '../codes.ts';

interface ReasonGroupProps {
  readonly value: string | null;
  readonly onChange: (id: string) => void;
  readonly error: string | null;
}

/** Why a partner, or nobody, could help. */
export function ReasonGroup(props: ReasonGroupProps) {
  const { t } = useTranslation('crisis');
  return (
    <RadioGroup
      label={t('form.why')}
      isRequired
      choices={noResponseReasons.map((id) => ({ id, label: t(`code.reason.${id}`) }))}
      {...props}
    />
  );
}
