import type { Static } from 'typebox';
import type { Reader } from '../platform/db/database.ts';
import { type Language, localeOf } from '../platform/language.ts';
import type { ModuleType } from './contract.ts';
import en from './locales/modules.en.json' with { type: 'json' };
import fr from './locales/modules.fr.json' with { type: 'json' };

/** The law names the type modules in Dutch, and so does the list; these are our own words by code. */
const translated: Record<Exclude<Language, 'nl'>, Readonly<Record<string, string>>> = { fr, en };

type Module = Static<typeof ModuleType>;

/**
 * The type modules, in the order of their names: the name that their keeper gave in the language, else our own words
 * for the code, else the Dutch name.
 */
export async function moduleTypes(tx: Pick<Reader, 'rows'>, language: Language): Promise<Module[]> {
  const types = await tx.rows<Module & { given: string | null }>(
    `select code, name_nl as name, case $1 when 'fr' then name_fr when 'en' then name_en end as given, residential, term,
            age_min as "ageMin", age_max as "ageMax", lower(valid) as "from", upper(valid) as until
       from capacity.module_type order by name_nl`,
    [language],
  );
  const ownWords = language === 'nl' ? {} : translated[language];
  const named = types.map(
    ({ given, ...type }): Module => ({
      ...type,
      name: given ?? ownWords[type.code] ?? type.name,
    }),
  );
  if (language === 'nl') return named;
  const byName = new Intl.Collator(localeOf[language]);
  return named.sort((a, b) => byName.compare(a.name, b.name));
}
