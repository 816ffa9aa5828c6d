export interface Shown {
  readonly title: string;
  readonly options: NotificationOptions & { readonly data: { readonly address: string } };
}

const ICON = '/icon-192.png';
/** Where a message leads that does not say so. */
const HOME = '/pleeggezin';

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** An address of our own, whatever was sent. */
function ownAddress(navigate: string, origin: string): string {
  const home = new URL(HOME, origin).href;
  if (!URL.canParse(navigate, origin)) return home;
  const asked = new URL(navigate, origin);
  return asked.origin === origin ? asked.href : home;
}

function parsed(sent: string): Record<string, unknown> {
  try {
    return record(record(JSON.parse(sent))['notification']);
  } catch {
    return {};
  }
}

/**
 * What stands on the locked screen, from a message in the declarative form: its own two plain words, and nothing that
 * is not in that form. A message that cannot be read says only that there is one.
 */
export function shownOf(sent: string, origin: string): Shown {
  const { title, body, lang, tag, navigate } = parsed(sent);
  return {
    title: text(title) || 'Vrijplaats',
    options: {
      body: text(body),
      lang: text(lang) || 'nl',
      dir: 'ltr',
      icon: ICON,
      tag: text(tag) || HOME,
      data: { address: ownAddress(text(navigate) || HOME, origin) },
    },
  };
}
