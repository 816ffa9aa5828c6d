import { useTranslation } from 'react-i18next';
import { Button, Menu } from '../../../web/ui/index.ts';
import type { HelpAct, MinorAct, Ordered, RequestAct } from './acts.ts';
import './words.ts';

type Any = RequestAct | MinorAct | HelpAct;

interface ActRowProps<What extends Any> extends Ordered<What> {
  /** What the acts are done to, for who does not see what they stand beside. */
  readonly of: string;
  readonly onAct: (act: What) => void;
}

const SEEN = 2;

/** What comes next as buttons, the rest behind one: a tired eye finds the first. */
export function ActRow<What extends Any>({ acts, isNext, of, onAct }: ActRowProps<What>) {
  const { t } = useTranslation('crisis-acts');
  const name = (act: Any) => t(`act.${act}`);
  if (acts.length === 0) return null;
  // One act alone behind a menu would be a detour.
  const seen = acts.length === SEEN + 1 ? SEEN + 1 : SEEN;
  const rest = acts.slice(seen);
  return (
    <div className="cr-acts vp-no-print">
      {acts.slice(0, seen).map((act, index) => (
        <Button
          key={act}
          look={isNext && index === 0 ? 'primary' : 'secondary'}
          onPress={() => onAct(act)}
        >
          {name(act)}
        </Button>
      ))}
      {rest.length === 0 ? null : (
        <Menu
          label={t('act.moreFor', { of })}
          items={rest.map((act) => ({ id: act, label: name(act) }))}
          onAct={(id) => {
            const act = rest.find((each) => each === id);
            if (act) onAct(act);
          }}
        >
          {t('act.more')}
        </Menu>
      )}
    </div>
  );
}
