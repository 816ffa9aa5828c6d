import { isDay } from '../../platform/period.ts';
import {
  consents,
  fileKinds,
  indications,
  registrarKinds,
  runningHelps,
  securityLevels,
  sexes,
} from '../codes.ts';
import { requestStates } from '../request-state.ts';

/**
 * The table of the waiting list as a file: one row for each child. The same columns leave and come in; a heading may also
 * be the Dutch word. Names of columns never change.
 */
export interface FileColumn {
  readonly name: string;
  readonly dutch: string;
  readonly type: 'text' | 'day' | 'choice' | 'choices' | 'codes';
  readonly choices?: readonly string[];
  readonly isRequired?: boolean;
  readonly most?: number;
}

export const fileColumns = [
  { name: 'file_number', dutch: 'dossiernummer', type: 'text', most: 40, isRequired: true },
  { name: 'given_name', dutch: 'voornaam', type: 'text', most: 100, isRequired: true },
  { name: 'family_name', dutch: 'familienaam', type: 'text', most: 100, isRequired: true },
  { name: 'birth_date', dutch: 'geboortedatum', type: 'day', isRequired: true },
  { name: 'sex', dutch: 'geslacht', type: 'choice', choices: sexes },
  { name: 'municipality', dutch: 'gemeente', type: 'text', most: 40 },
  {
    name: 'file_kind',
    dutch: 'dossiersoort',
    type: 'choice',
    choices: fileKinds,
    isRequired: true,
  },
  {
    name: 'registrar_kind',
    dutch: 'aanmelder',
    type: 'choice',
    choices: registrarKinds,
    isRequired: true,
  },
  { name: 'registered_on', dutch: 'aangemeld_op', type: 'day', isRequired: true },
  { name: 'since', dutch: 'wacht_sinds', type: 'day' },
  { name: 'valid_until', dutch: 'beslissing_tot', type: 'day' },
  { name: 'start_from', dutch: 'start_vanaf', type: 'day' },
  { name: 'state', dutch: 'stand', type: 'choice', choices: requestStates },
  { name: 'modules', dutch: 'modules', type: 'codes', most: 20, isRequired: true },
  { name: 'security_need', dutch: 'beveiliging', type: 'choice', choices: securityLevels },
  { name: 'indications', dutch: 'indicaties', type: 'choices', choices: indications },
  { name: 'needs', dutch: 'noden', type: 'codes', most: 20 },
  {
    name: 'consent_representative',
    dutch: 'toestemming_vertegenwoordiger',
    type: 'choice',
    choices: consents,
  },
  { name: 'consent_minor', dutch: 'toestemming_minderjarige', type: 'choice', choices: consents },
  { name: 'running_help', dutch: 'lopende_hulp', type: 'choices', choices: runningHelps },
] as const satisfies readonly FileColumn[];
export type ColumnName = (typeof fileColumns)[number]['name'];

/** One child of a file: text, ISO day, code or list of codes; what was empty is absent. */
export type FileValues = Partial<Record<ColumnName, string | string[]>>;
export interface FileRow {
  /** What the spreadsheet shows. */
  row: number;
  values: FileValues;
}

export interface FileFault {
  code: string;
  row: number | null;
  column: string | null;
  found: string | null;
  params?: Record<string, string>;
}

const belgianDay = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/;
const codeOf = (text: string) =>
  text
    .trim()
    .toUpperCase()
    .replaceAll(/[\s-]+/g, '_');
const listOf = (text: string) =>
  [...new Set(text.split(/[,;|]/).map((each) => each.trim()))].filter(Boolean).sort();

function dayOf(text: string): string | null {
  const parts = belgianDay.exec(text);
  const iso = parts
    ? `${parts[3]}-${parts[2]!.padStart(2, '0')}-${parts[1]!.padStart(2, '0')}`
    : text;
  return isDay(iso) && iso >= '1990-01-01' && iso < '2100-01-01' ? iso : null;
}

type Read = { value: string | string[] } | { code: string; params?: Record<string, string> };

/** What a cell that is not empty stands for, or why for nothing. */
export function readCell(raw: string, column: FileColumn): Read {
  const text = raw.trim();
  const allowed = column.choices ?? [];
  const unknown = { code: 'choice-unknown', params: { allowed: allowed.join(', ') } };
  switch (column.type) {
    case 'day': {
      const day = dayOf(text);
      return day === null ? { code: 'day-unreadable' } : { value: day };
    }
    case 'choice':
      return allowed.includes(codeOf(text)) ? { value: codeOf(text) } : unknown;
    case 'choices': {
      const codes = listOf(text).map(codeOf);
      return codes.every((code) => allowed.includes(code)) ? { value: codes } : unknown;
    }
    case 'codes': {
      const codes = listOf(text);
      const most = column.most ?? 20;
      const long = codes.length > most || codes.some((code) => code.length > 40);
      return long ? { code: 'list-too-long', params: { limit: String(most) } } : { value: codes };
    }
    case 'text': {
      const most = column.most ?? 100;
      return text.length > most
        ? { code: 'text-too-long', params: { limit: String(most) } }
        : { value: text.normalize('NFC') };
    }
  }
}
