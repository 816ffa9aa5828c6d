import { createInstance, type i18n } from 'i18next';
import { type InEachLanguage, type Language, localeOf } from '../../platform/language.ts';
import { type MailText, mailText } from '../../platform/mail/mail-text.ts';
import type { Compose } from '../../platform/mail/send-due.ts';
import enKinds from '../web/locales/en.json' with { type: 'json' };
import frKinds from '../web/locales/fr.json' with { type: 'json' };
import nlKinds from '../web/locales/nl.json' with { type: 'json' };
import en from './locales/en.json' with { type: 'json' };
import fr from './locales/fr.json' with { type: 'json' };
import nl from './locales/nl.json' with { type: 'json' };

/** A notice as it waits to be mailed. Of what it is about nothing goes out: a mail names no unit and no person. */
interface Told {
  kind: string;
  details: Readonly<Record<string, string | number>>;
  path: string;
}

const mailWords: InEachLanguage<typeof nl> = { nl, fr, en };
const kindWords: InEachLanguage<{ kinds: object }> = { nl: nlKinds, fr: frKinds, en: enKinds };

const words: i18n = createInstance();
void words.init({
  lng: 'nl',
  ns: ['mail', 'kinds'],
  defaultNS: 'mail',
  initAsync: false,
  interpolation: { escapeValue: false },
  resources: {
    nl: { mail: mailWords.nl, kinds: kindWords.nl.kinds },
    fr: { mail: mailWords.fr, kinds: kindWords.fr.kinds },
    en: { mail: mailWords.en, kinds: kindWords.en.kinds },
  },
});

const isDay = /^\d{4}-\d{2}-\d{2}$/;

/** Days are written out, as on the screen, and `count` chooses between one and more. */
function valuesOf(details: Told['details'], language: Language) {
  const days = new Intl.DateTimeFormat(localeOf[language], {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const values: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(details))
    values[name] =
      typeof value === 'string' && isDay.test(value) ? days.format(new Date(value)) : value;
  const count = details['places'] ?? details['count'];
  return typeof count === 'number' ? { ...values, count } : values;
}

type Speak = (key: string, values?: object) => string;
/** The library's types know the words of screens alone. */
const speakIn = (language: Language) => words.getFixedT(language) as unknown as Speak;

const say = (t: Speak, kind: string, part: 'name' | 'text', values: object): string =>
  t(`kinds:${kind}.${part}`, { ...values, defaultValue: t(`kinds:other.${part}`) });

/** The notices that go together in one mail; one alone leads to its own page, several to the inbox. */
function toldText(told: readonly Told[], language: Language, publicUrl: string): MailText {
  const t = speakIn(language);
  const texts = told.map(({ kind, details }) => say(t, kind, 'text', valuesOf(details, language)));
  const [first] = told;
  if (first && told.length === 1)
    return mailText({
      subject: t('subject', { name: say(t, first.kind, 'name', {}) }),
      language,
      lines: texts,
      link: { words: t('open'), href: `${publicUrl}${first.path}` },
      foot: t('foot'),
    });
  return mailText({
    subject: t('subjectMany', { count: told.length }),
    language,
    lines: [t('many')],
    items: texts,
    link: { words: t('openMany'), href: `${publicUrl}/berichten` },
    foot: t('foot'),
  });
}

function codeText(code: string, language: Language, publicUrl: string): MailText {
  const t = speakIn(language);
  return mailText({
    subject: t('code.subject'),
    language,
    lines: [t('code.line', { code })],
    link: { words: t('code.open'), href: `${publicUrl}/meldingen` },
    foot: t('code.foot'),
  });
}

/** Makes the mail of this slice into words: notices, and the code that proves an address. */
export const composeMail =
  (publicUrl: string): Compose =>
  ({ topic, language, content }) => {
    if (topic === 'notices.told') return toldText(content as Told[], language, publicUrl);
    if (topic === 'notices.code')
      return codeText((content as { code: string }).code, language, publicUrl);
    return null;
  };
