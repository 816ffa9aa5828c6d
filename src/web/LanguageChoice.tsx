import { useTranslation } from 'react-i18next';
import { languages, isLanguage, localeOf } from '../platform/language.ts';
import { useShell } from './shell.ts';
import { RadioGroup } from './ui/choices.tsx';

/** Which language the screen speaks. Each names itself in its own language, so that it is found. */
export function LanguageChoice() {
  const { t, i18n } = useTranslation('shell');
  const { appearance } = useShell();
  return (
    <RadioGroup
      label={t('look.language')}
      value={i18n.language}
      onChange={(id) => {
        if (isLanguage(id)) appearance.choose({ language: id });
      }}
      choices={languages.map((id) => ({
        id,
        label: t(`look.languages.${id}`),
        lang: localeOf[id],
      }))}
    />
  );
}
