import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../web/ui/index.ts';
import './words.ts';

export interface Chip {
  readonly id: string;
  readonly label: string;
}

export interface ChipsProps {
  /** The act that a chip carries out: "Niet beschikbaar". */
  readonly title: string;
  /** From when to when, in words; stands under the title. */
  readonly when: string;
  /** The likeliest; the others come behind "andere reden". */
  readonly first: readonly Chip[];
  readonly rest?: readonly Chip[];
  readonly onChoose: (id: string) => void;
  /** Opens the form with dates and details. */
  readonly details: ReactNode;
}

/** One act as a row of reasons: one tap does it. */
export function Chips(props: ChipsProps) {
  const { t } = useTranslation('capacity');
  const [isOpen, setOpen] = useState(false);
  const titleId = useId();
  const rest = props.rest ?? [];
  return (
    <div className="pv-act">
      <div className="pv-act-head">
        <h3 id={titleId}>{props.title}</h3>
        <span className="vp-muted pv-small">{props.when}</span>
        {props.details}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields, these are acts */}
      <div className="pv-chips" role="group" aria-labelledby={titleId}>
        {[...props.first, ...(isOpen ? rest : [])].map(({ id, label }) => (
          <Button key={id} className="pv-chip" onPress={() => props.onChoose(id)}>
            {label}
          </Button>
        ))}
        {rest.length > 0 ? (
          <Button
            look="quiet"
            className="pv-chip"
            onPress={() => setOpen(!isOpen)}
            isExpanded={isOpen}
          >
            {isOpen ? t('provider.act.fewer') : t('provider.act.more')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
