import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Age, Button, Checkbox, Icon } from '../../../web/ui/index.ts';
import { UnitFigures } from './UnitFigures.tsx';
import type { Concern, UnitInOrder } from './urgency.ts';
import './words.ts';

export interface UnitCardProps {
  readonly item: UnitInOrder;
  readonly now: number;
  readonly moduleName: (code: string) => string;
  readonly dayWords: (day: string) => string;
  readonly mayChange: boolean;
  readonly isTicked: boolean;
  readonly onTick: (isTicked: boolean) => void;
  readonly onConfirm: () => void;
  /** Nothing asks for attention any more, but the card keeps its place until the list is ordered. */
  readonly isSettled: boolean;
}

function ConcernWords({
  concern,
  dayWords,
}: {
  concern: Concern;
  dayWords: (d: string) => string;
}) {
  const { t } = useTranslation('capacity');
  const words = t(`provider.concern.${concern.code}` as 'provider.concern.endSoon', {
    count: concern.count ?? 0,
    day: concern.day ? dayWords(concern.day) : '',
  });
  return (
    <li data-group={concern.group}>
      <Icon name={concern.group === 'today' ? 'warning' : 'info'} />
      {words}
    </li>
  );
}

/** One unit in the list: what asks for attention, its places, its age, and "nog juist" in one tap. */
export function UnitCard(props: UnitCardProps) {
  const { t } = useTranslation('capacity');
  const { unit, concerns } = props.item;
  return (
    <article className="pv-card" aria-label={unit.name}>
      <div className="pv-card-head">
        {props.mayChange ? (
          <Checkbox
            isSelected={props.isTicked}
            onChange={props.onTick}
            label={t('provider.list.tick', { name: unit.name })}
          >
            {null}
          </Checkbox>
        ) : null}
        <div>
          <h3>
            <Link
              to="/mijn-leefgroepen/$unitId"
              params={{ unitId: unit.unitId }}
              className="pv-card-link"
            >
              {unit.name}
            </Link>
          </h3>
          <p className="vp-muted pv-small">
            {t('provider.list.where', { site: unit.siteName, municipality: unit.municipality })}
          </p>
          {concerns.length > 0 ? (
            <ul className="pv-concerns">
              {concerns.map((concern) => (
                <ConcernWords
                  key={`${concern.code}${concern.day ?? ''}`}
                  concern={concern}
                  dayWords={props.dayWords}
                />
              ))}
            </ul>
          ) : null}
        </div>
      </div>
      <div className="pv-card-figures">
        {unit.rows.map((row) => (
          <UnitFigures key={row.module} row={row} module={props.moduleName(row.module)} />
        ))}
      </div>
      <div className="pv-card-foot">
        <p className="pv-small">
          <Age
            at={unit.confirmedAt}
            by={unit.confirmedBy}
            now={props.now}
            oldAfterDays={unit.staleAfterDays}
          />
          {props.isSettled ? (
            <span className="vp-muted pv-settled">{t('provider.list.justConfirmed')}</span>
          ) : null}
        </p>
        {props.mayChange ? (
          <Button
            onPress={props.onConfirm}
            label={t('provider.list.confirmLabel', { name: unit.name })}
            icon={<Icon name="check" />}
          >
            {t('provider.list.confirm')}
          </Button>
        ) : null}
      </div>
    </article>
  );
}
