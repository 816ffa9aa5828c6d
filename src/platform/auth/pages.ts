import { type Language, localeOf } from '../language.ts';

/** Plain pages that the server writes itself: no script, no font or picture from elsewhere. */

export const escapeHtml = (text: string) =>
  text.replace(
    /[&<>"']/g,
    (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[sign]!,
  );

/** Replaces `{{name}}` in words of a catalogue; what is filled in is escaped. */
export const fillWords = (words: string, values: Record<string, string | number> = {}) =>
  words.replace(/\{\{(\w+)\}\}/g, (_, name: string) => escapeHtml(String(values[name] ?? '')));

const style = `
:root { color-scheme: light dark; --ink: #1b2430; --soft: #4a5666; --paper: #f6f7f9; --card: #fff;
  --line: #c9d0d9; --act: #0b5a75; --on-act: #fff; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8edf3; --soft: #b3becb; --paper: #12181f;
  --card: #1b232d; --line: #3c4959; --act: #7fcbe4; --on-act: #08222c; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 62rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .5rem; }
h2 { font-size: 1.05rem; margin: 1.75rem 0 .5rem; }
p { margin: 0 0 1rem; max-width: 46rem; }
.soft { color: var(--soft); }
.note { border-left: .25rem solid var(--act); padding: .25rem .75rem; }
ul { list-style: none; margin: 0; padding: 0; display: grid; gap: .5rem;
  grid-template-columns: repeat(auto-fill, minmax(min(17rem, 100%), 1fr)); }
form { margin: 0; }
button, a.button { display: block; width: 100%; height: 100%; min-height: 2.75rem; padding: .5rem .875rem; text-align: left;
  font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: .375rem;
  cursor: pointer; text-decoration: none; }
a.button, button.primary { width: auto; height: auto; display: inline-block; background: var(--act); color: var(--on-act); border-color: var(--act); }
button.plain { width: auto; height: auto; }
button:hover { border-color: var(--act); }
button span { display: block; color: var(--soft); font-size: .9375rem; }
:focus-visible { outline: 3px solid var(--act); outline-offset: 2px; }
summary { cursor: pointer; padding: .5rem 0; min-height: 2.75rem; }
a { color: var(--act); }
`;

/** One whole page. `body` is HTML already; title and language are set here. */
export function renderPage(page: {
  title: string;
  body: string;
  nonce: string;
  language: Language;
}): string {
  return `<!doctype html>
<html lang="${localeOf[page.language]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(page.title)}</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<style nonce="${page.nonce}">${style}</style>
</head>
<body>
<main>
${page.body}
</main>
</body>
</html>
`;
}
