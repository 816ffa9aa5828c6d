import { embeddedIssuerName } from '../platform/auth/embedded-issuer.ts';
import type { DemoPerson } from '../platform/auth/issuer-pages.ts';
import type { Database } from '../platform/db/database.ts';
import { type InEachLanguage, languages } from '../platform/language.ts';
import en from '../web/locales/en/shell.json' with { type: 'json' };
import fr from '../web/locales/fr/shell.json' with { type: 'json' };
import nl from '../web/locales/nl/shell.json' with { type: 'json' };

const roleNames: InEachLanguage<Record<string, string>> = {
  nl: nl.role,
  fr: fr.role,
  en: en.role,
};
/** A role at the head of its people, in every language. */
const labelOf = (role: string) =>
  Object.fromEntries(
    languages.map((language) => [language, capital(roleNames[language][role] ?? role)]),
  ) as InEachLanguage<string>;

const capital = (text: string) => `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}`;

/** How many of each role the log-in of the demo offers; who wears several hats comes on top. */
const perRole = 12;

const keptMs = 10_000;

/**
 * Invented people of the embedded issuer, one entry for each hat worn today, in the order of the roles.
 * Kept for ten seconds.
 */
export function demoPeople(db: Database): () => Promise<DemoPerson[]> {
  let known: { at: number; people: Promise<DemoPerson[]> } | null = null;
  return () => {
    const now = performance.now();
    if (known && now - known.at < keptMs) return known.people;
    const people = read(db);
    known = { at: now, people };
    people.catch(() => {
      known = null;
    });
    return people;
  };
}

async function read(db: Database): Promise<DemoPerson[]> {
  const rows = await db.as(
    'vp_jobs',
    (tx) =>
      tx.rows<{
        subject: string;
        name: string;
        role_code: string;
        organisation_name: string | null;
      }>(
        `with worn as (
           select p.id, p.subject, p.name, h.role_code, o.name as organisation_name,
                  count(*) over (partition by p.id) as hats,
                  row_number() over (partition by h.role_code order by p.subject) as n
             from auth.person p join auth.hat h on h.person_id = p.id
             left join auth.organisation o on o.id = h.organisation_id
            where p.issuer = $1 and p.invented and p.blocked_at is null and h.valid @> platform.today())
         select subject, name, role_code, organisation_name from worn
          where n <= $2 or hats > 1
          order by array_position(array['AT', 'AS', 'CR', 'PC', 'PI', 'FS', 'FF', 'CH', 'PA', 'TP', 'RB', 'AN', 'JJ', 'RG', 'AD', 'PO', 'OP'], role_code), subject`,
        [embeddedIssuerName, perRole],
      ),
    { isolation: 'read committed' },
  );
  return rows.map((row) => ({
    subject: row.subject,
    name: row.name,
    roleLabel: labelOf(row.role_code),
    organisationName: row.organisation_name,
  }));
}
