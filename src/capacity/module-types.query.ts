import type { Static } from 'typebox';
import type { Reader } from '../platform/db/database.ts';
import { type Language, localeOf } from '../platform/language.ts';
import type { ModuleType } from './contract.ts';
import en from './locales/modules.en.json' with { type: 'json' };
import fr from './locales/modules.fr.json' with { type: 'json' };

/** The law names the type modules in Dutch, and so does the list; these are our own words by code. */
const translated: Record<Exclude<Language, 'nl'>, Readonly<Record<string, string>>> = { fr, en };

/** The type modules, in the order of their names; one without a name in the language keeps its Dutch one. */
export async function moduleTypes(
  tx: Pick<Reader, 'rows'>,
  language: Language,
): Promise<Static<typeof ModuleType>[]> {
  const types = await tx.rows<Static<typeof ModuleType>>(
    `select code, name_nl as name, residential, term, age_min as "ageMin", age_max as "ageMax"
       from capacity.module_type order by name_nl`,
  );
  if (language === 'nl') return types;
  const byName = new Intl.Collator(localeOf[language]);
  return types
    .map((type) => ({ ...type, name: translated[language][type.code] ?? type.name }))
    .sort((a, b) => byName.compare(a.name, b.name));
}
