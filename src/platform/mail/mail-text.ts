import type { Language } from '../language.ts';

/** What a mail says, in the words of its reader. */
export interface MailText {
  subject: string;
  text: string;
  html: string;
}

interface MailParts {
  subject: string;
  language: Language;
  /** Paragraphs before the list. */
  lines: readonly string[];
  items?: readonly string[];
  /** The one address in the mail. */
  link: { words: string; href: string };
  /** What stands small below it: why one gets this. */
  foot: string;
}

/** What begins a line of its own in a heading is a space there. */
const inOneLine = (text: string) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();

const signs: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string) =>
  text.replace(/[&<>"']/g, (sign) => signs[sign] as string).replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');

/** The same words as plain text and as simple HTML: nothing is fetched when it is read. Pure. */
export function mailText({
  subject,
  language,
  lines,
  items = [],
  link,
  foot,
}: MailParts): MailText {
  const plain = [
    ...lines.map(inOneLine),
    ...(items.length ? [items.map((item) => `- ${inOneLine(item)}`).join('\n')] : []),
    `${inOneLine(link.words)}:\n${link.href}`,
    `-- \n${inOneLine(foot)}`,
  ].join('\n\n');
  const list = items.length
    ? `<ul>${items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`
    : '';
  const html = `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head><body style="font:16px/1.5 sans-serif;color:#1b2430;max-width:36em">${lines
    .map((line) => `<p>${escaped(line)}</p>`)
    .join(
      '',
    )}${list}<p><a href="${escaped(link.href)}">${escaped(link.words)}</a></p><p style="color:#5a6573;font-size:14px">${escaped(foot)}</p></body></html>`;
  return { subject: inOneLine(subject), text: `${plain}\n`, html };
}
