import type { IncomingHttpHeaders } from 'node:http';
import { acceptedLanguage, isLanguage, type Language, languageCookie } from '../language.ts';

const chosen = new RegExp(`(?:^|;\\s*)${languageCookie}=(\\w+)`);

/**
 * In which language somebody is answered: the one chosen on the screen (a cookie, as pages and files
 * are asked for without a script), else the best liked of ours in `Accept-Language`, else Dutch.
 */
export function languageOfRequest(headers: IncomingHttpHeaders): Language {
  const choice = chosen.exec(headers.cookie ?? '')?.[1];
  return isLanguage(choice) ? choice : acceptedLanguage(headers['accept-language']);
}
