import { useTranslation } from 'react-i18next';
import { Button } from '../../../web/ui/index.ts';
import { useToday, useWords } from '../code-words.ts';
import { useAreas } from '../use-waiting-list.ts';
import type { PartProps } from './acts.ts';

/** Who it is: by pseudonym, and by name in one's own region alone. */
export function IdentityBar({ detail, act }: PartProps) {
  const { t } = useTranslation('waiting-list');
  const words = useWords();
  const today = useToday();
  const { regionName } = useAreas();
  const { row, identity, request } = detail;
  const facts = [
    t(`codes.sex.${row.sex}`),
    words.age(row, today),
    words.born(row, identity?.birthDate ?? null),
    ...(identity?.fileNumber ? [t('request.number', { number: identity.fileNumber })] : []),
    [row.municipality, regionName(row.region)].filter(Boolean).join(', '),
    t(`codes.fileKind.${row.fileKind}`),
    ...(request.owner ? [t('list.owner', { name: request.owner })] : []),
  ];
  return (
    <header className="wl-identity">
      <div>
        <h1>
          {row.pseudonym}
          {row.name ? <span className="wl-name"> {row.name}</span> : null}
        </h1>
        <p className="wl-facts">
          {row.name ? null : <span>{detail.mayChange ? null : t('words.otherRegion')}</span>}
          {facts.map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
        </p>
      </div>
      <div className="wl-identity-side">
        <span className="wl-state">{t(`codes.state.${row.state}`)}</span>
        {detail.mayChange ? (
          <span className="vp-no-print">
            <Button size="small" look="quiet" onPress={() => act({ kind: 'person' })}>
              {t('person.change')}
            </Button>
          </span>
        ) : null}
      </div>
    </header>
  );
}
