import type { InEachLanguage, Language } from '../language.ts';
import { escapeHtml, fillWords, renderPage } from './pages.ts';
import { type LogInWords, logInWords } from './words.ts';

/** A person of the demo, as the choice of the log-in shows them. One entry for each role worn. */
export interface DemoPerson {
  subject: string;
  name: string;
  roleLabel: InEachLanguage<string>;
  organisationName: string | null;
}

/** One button: a person, with every role they wear. */
export interface Choice {
  subject: string;
  name: string;
  hats: string[];
}

export interface ChoiceGroup {
  label: string;
  shown: Choice[];
  more: Choice[];
}

const shownPerGroup = 3;

const hatText = (language: Language) => (person: DemoPerson) => {
  const role = person.roleLabel[language];
  return person.organisationName ? `${role}, ${person.organisationName}` : role;
};

/** People by role in the order in which the roles come; who wears several hats stands in a group at the end. */
export function groupPeople(people: readonly DemoPerson[], language: Language): ChoiceGroup[] {
  const bySubject = Map.groupBy(people, (person) => person.subject);
  const groups = new Map<string, Choice[]>();
  const several: Choice[] = [];
  for (const [subject, entries] of bySubject) {
    const [first] = entries;
    const { name, organisationName } = first!;
    const roleLabel = first!.roleLabel[language];
    if (entries.length > 1) {
      several.push({ subject, name, hats: entries.map(hatText(language)) });
      continue;
    }
    // The role stands above the group already.
    const choice = { subject, name, hats: organisationName ? [organisationName] : [] };
    groups.set(roleLabel, [...(groups.get(roleLabel) ?? []), choice]);
  }
  if (several.length > 0) groups.set(logInWords[language].demo.severalRoles, several);
  return [...groups].map(([label, choices]) => ({
    label,
    shown: choices.slice(0, shownPerGroup),
    more: choices.slice(shownPerGroup),
  }));
}

const choiceHtml = (action: string) => (choice: Choice) =>
  `<li><form method="post" action="${action}">
<button name="subject" value="${escapeHtml(choice.subject)}">${escapeHtml(choice.name)}
${choice.hats.map((hat) => `<span>${escapeHtml(hat)}</span>`).join('\n')}</button></form></li>`;

function groupHtml(group: ChoiceGroup, action: string, words: LogInWords): string {
  const list = (choices: Choice[]) => `<ul>${choices.map(choiceHtml(action)).join('\n')}</ul>`;
  const more =
    group.more.length > 0
      ? `<details><summary>${fillWords(words.demo.more, { count: group.more.length })}</summary>${list(group.more)}</details>`
      : '';
  return `<section><h2>${escapeHtml(group.label)}</h2>${list(group.shown)}${more}</section>`;
}

/** The page on which one chooses who to be. */
export function choicePage(options: {
  action: string;
  cancelAction: string;
  people: readonly DemoPerson[];
  nonce: string;
  language: Language;
}): string {
  const { language, nonce } = options;
  const words = logInWords[language];
  const groups = groupPeople(options.people, language);
  const body = `<h1>${escapeHtml(words.demo.title)}</h1>
<p class="note">${escapeHtml(words.demo.what)}</p>
${groups.length === 0 ? `<p>${escapeHtml(words.demo.nobody)}</p>` : groups.map((group) => groupHtml(group, options.action, words)).join('\n')}
<p></p><form method="post" action="${options.cancelAction}"><button class="plain">${escapeHtml(words.demo.cancel)}</button></form>`;
  return renderPage({ title: `${words.demo.title} · ${words.brand}`, body, nonce, language });
}

/** Ends the issuer's session: sends itself, and has a button where scripts are off. */
export function logoutPage(form: string, nonce: string, language: Language): string {
  const words = logInWords[language];
  const body = `<h1>${escapeHtml(words.logout.title)}</h1>
<p>${escapeHtml(words.logout.what)}</p>
${form}
<button class="primary" type="submit" form="op.logoutForm" name="logout" value="yes" id="yes">${escapeHtml(words.logout.yes)}</button>
<script nonce="${nonce}">document.getElementById('yes').click()</script>`;
  return renderPage({ title: `${words.logout.title} · ${words.brand}`, body, nonce, language });
}

/** Whatever went wrong at the issuer: begin anew. */
export function issuerErrorPage(nonce: string, language: Language): string {
  const words = logInWords[language];
  const text = words.providerError;
  const body = `<h1>${escapeHtml(text.title)}</h1>
<p>${escapeHtml(text.what)}</p>
<p><a class="button" href="/auth/login">${escapeHtml(text.again)}</a></p>`;
  return renderPage({ title: `${text.title} · ${words.brand}`, body, nonce, language });
}
