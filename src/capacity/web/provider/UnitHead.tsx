import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../../web/shell.ts';
import { Age, Button, Icon } from '../../../web/ui/index.ts';
import type { UnitDetail } from '../../contract.ts';
import { CalendarLink } from '../unit-link/CalendarLink.tsx';
import { UnitFigures } from './UnitFigures.tsx';
import { useConfirm } from './use-confirm.ts';
import './words.ts';

export interface UnitHeadProps {
  readonly detail: UnitDetail;
  readonly moduleName: (code: string) => string;
  readonly mayChange: boolean;
}

/** Which unit this is, its figures, how old they are, and "nog juist". */
export function UnitHead({ detail, moduleName, mayChange }: UnitHeadProps) {
  const { t } = useTranslation('capacity');
  const now = useNow();
  const confirm = useConfirm();
  const [first] = detail.modules;
  if (!first) return null;
  return (
    <header className="pv-unit-head">
      <div>
        <p className="vp-no-print">
          <Link to="/mijn-leefgroepen" className="pv-back">
            <Icon name="chevron" />
            {t('provider.unit.back')}
          </Link>
        </p>
        <h1>{first.unitName}</h1>
        <p className="vp-muted">
          {t('provider.list.where', { site: first.siteName, municipality: first.municipality })}
          {' · '}
          {t('provider.unit.ages', {
            min: first.ageMin,
            max: first.ageMax,
            mix: t(`codes.genderMix.${first.genderMix}`),
          })}
        </p>
        {detail.note ? <p>{t('provider.unit.note', { note: detail.note })}</p> : null}
      </div>
      <div className="pv-unit-figures">
        {detail.modules.map((row) => (
          <UnitFigures key={row.module} row={row} module={moduleName(row.module)} />
        ))}
      </div>
      <div className="pv-unit-age">
        <Age
          at={first.confirmedAt}
          by={first.confirmedBy}
          now={now}
          oldAfterDays={first.staleAfterDays}
        />
        {mayChange ? (
          <Button
            look="primary"
            icon={<Icon name="check" />}
            onPress={() => void confirm([{ unitId: first.unitId, name: first.unitName }])}
          >
            {t('provider.list.confirm')}
          </Button>
        ) : null}
        <CalendarLink unitId={first.unitId} />
      </div>
    </header>
  );
}
