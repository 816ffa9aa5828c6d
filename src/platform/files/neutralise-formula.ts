/**
 * Spreadsheets run a cell of a CSV file as a formula when it begins with one of = + - @ or with a tab, line break or NUL
 * before it (OWASP "CSV injection", ASVS 5.0 V1.2.10). An apostrophe in front makes it text. Apostrophes that already
 * stand before such a sign get one more, so that taking one off always gives the original back.
 */
const NEEDS_APOSTROPHE = /^'*[=+\-@\t\r\n\0＝＋－＠]/;
const HAS_APOSTROPHE = /^'+[=+\-@\t\r\n\0＝＋－＠]/;

export function neutralise(text: string): string {
  return NEEDS_APOSTROPHE.test(text) ? `'${text}` : text;
}

/** Takes off the apostrophe exactly when `neutralise` would have put it there. */
export function restore(text: string): string {
  return HAS_APOSTROPHE.test(text) ? text.slice(1) : text;
}
