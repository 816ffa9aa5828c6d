import { useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import { Banner, Button, LinkButton } from '../../../web/ui/index.ts';
import { choices } from '../../request-state.ts';
import type { Child } from '../ChildFields.tsx';
import { type FoundChild, useFindChildren } from '../find-children.ts';
import { lookLike } from './look-like.ts';

const SHORTEST = 2;

/** Whether a request still runs: then it is changed, and no second one made. */
const isOpen = ({ state }: FoundChild) => state !== 'STARTED' && choices(state).length > 0;

/** Warns while one types: a child with this name, this number or this day may be known already. */
export function KnownChildren({
  child,
  onUse,
}: {
  readonly child: Child;
  readonly onUse: (known: FoundChild) => void;
}) {
  const { t } = useTranslation('waiting-list');
  const find = useFindChildren(true);
  const family = useDeferredValue(child.family.trim());
  const number = useDeferredValue(child.number.trim());
  const { data } = useQuery({
    queryKey: ['waiting-list', 'known', family, number],
    queryFn: async ({ signal }) => {
      const found = await Promise.all([find(family, signal), find(number, signal)]);
      return { byName: found[0], byNumber: found[1] };
    },
    enabled: child.isNamed && (family.length >= SHORTEST || number.length >= SHORTEST),
  });
  const known = child.isNamed && data ? lookLike(child, data.byName, data.byNumber) : [];
  if (known.length === 0) return null;
  return (
    <div role="status">
      <Banner tone="caution">
        <p>
          <b>{t('entry.known.title', { count: known.length })}</b>
        </p>
        <ul className="wl-lines">
          {known.map((each) => (
            <li key={each.requestId}>
              {each.label}
              <span className="wl-small">
                {each.detail}, {t(`codes.state.${each.state}`)}
              </span>
              {isOpen(each) ? (
                <LinkButton size="small" href={`/wachtlijst/${each.requestId}`}>
                  {t('entry.known.open')}
                </LinkButton>
              ) : (
                <Button size="small" onPress={() => onUse(each)}>
                  {t('entry.known.use')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </Banner>
    </div>
  );
}
