import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { Appearance } from './appearance.ts';
import { LanguageChoice } from './LanguageChoice.tsx';
import { useShell } from './shell.ts';
import { Checkbox, RadioGroup } from './ui/choices.tsx';
import { Dialog } from './ui/dialogs.tsx';

const themes: readonly Appearance['theme'][] = ['device', 'light', 'dark'];
const densities: readonly Appearance['density'][] = ['compact', 'comfortable'];

/** How somebody wants to see the screen. It holds at once, and in this browser only. */
export function AppearanceDialog({
  isOpen,
  onClose,
}: {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('shell');
  const { appearance: store } = useShell();
  const appearance = useSyncExternalStore(store.subscribe, store.get, store.get);
  return (
    <Dialog title={t('look.title')} isOpen={isOpen} onClose={onClose}>
      <LanguageChoice />
      <RadioGroup
        label={t('look.theme')}
        value={appearance.theme}
        onChange={(id) => store.choose({ theme: id as Appearance['theme'] })}
        choices={themes.map((id) => ({ id, label: t(`look.themes.${id}`) }))}
      />
      <RadioGroup
        label={t('look.density')}
        value={appearance.density}
        onChange={(id) => store.choose({ density: id as Appearance['density'] })}
        choices={densities.map((id) => ({ id, label: t(`look.densities.${id}`) }))}
      />
      <Checkbox
        isSelected={appearance.hasShortcuts}
        onChange={(hasShortcuts) => store.choose({ hasShortcuts })}
      >
        {t('keys.on')}
      </Checkbox>
      <p className="vp-muted">{t('look.where')}</p>
    </Dialog>
  );
}
