/** Addresses of the program itself to which nobody is sent back after log-in. */
const notAScreen = /^\/(auth|api|idp)(\/|$)/;

/**
 * The path to show after log-in: one of our own screens, whatever was asked for. Everything that a
 * browser could read as another address (`//host`, `/\host`, `javascript:`) becomes `/`.
 */
export function safeReturnPath(asked: unknown): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (typeof asked !== 'string' || asked.length > 2000 || /[\u0000-\u001f\\]/.test(asked))
    return '/';
  if (!asked.startsWith('/') || asked.startsWith('//')) return '/';
  const base = 'http://base.invalid';
  if (!URL.canParse(asked, base)) return '/';
  const url = new URL(asked, base);
  if (url.origin !== base || url.pathname.startsWith('//') || notAScreen.test(url.pathname))
    return '/';
  return `${url.pathname}${url.search}${url.hash}`;
}
