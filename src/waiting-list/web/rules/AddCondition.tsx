import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, CheckboxGroup, Disclosure } from '../../../web/ui/index.ts';
import { type UrgencyFact, urgencyFacts } from '../../codes.ts';
import { useWords } from '../code-words.ts';

const MOST = 6;

/** Facts that must hold together, chosen and then added as one condition. */
export function AddCondition({ onAdd }: { readonly onAdd: (condition: UrgencyFact[]) => void }) {
  const { t } = useTranslation('waiting-list');
  const words = useWords();
  const [chosen, setChosen] = useState<UrgencyFact[]>([]);
  return (
    <Disclosure title={t('rules.edit.addCondition')}>
      <CheckboxGroup
        label={t('rules.edit.addConditionHelp')}
        value={chosen}
        onChange={(ids) => setChosen(urgencyFacts.filter((fact) => ids.includes(fact)))}
        choices={urgencyFacts.map((id) => ({ id, label: words.fact(id) }))}
      />
      <Button
        isDisabled={chosen.length === 0 || chosen.length > MOST}
        onPress={() => {
          onAdd(chosen);
          setChosen([]);
        }}
      >
        {t('rules.edit.addCondition')}
      </Button>
    </Disclosure>
  );
}
