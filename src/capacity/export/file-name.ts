import type { ExportKind } from './facts.query.ts';
import type { Language } from '../../platform/language.ts';
import { exportWords } from './words.ts';

export type ExportFormat = 'csv' | 'xlsx' | 'json';

export const contentTypes: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json; charset=utf-8',
};

export interface AboutExport {
  what: ExportKind | 'units' | 'all';
  format: ExportFormat;
  /** The day of the figures or facts; null: all days. */
  at: string | null;
  knownAt: string | null;
  madeAt: Date;
  /** Confidential: something that concerns one child is in it. */
  confidential: boolean;
  /** Of what people read in it; the names of columns that are imported again never change. */
  language: Language;
}

export function classificationOf(about: Pick<AboutExport, 'confidential' | 'language'>): string {
  const { classification } = exportWords[about.language];
  return about.confidential ? classification.confidential : classification.internal;
}

/** Name of the file: what, of which day, and how carefully to keep it. */
export function exportFileName(about: AboutExport): string {
  const words = exportWords[about.language];
  const day = about.at ?? about.madeAt.toISOString().slice(0, 10);
  const known = about.knownAt
    ? `-${words.name.known}-${about.knownAt.replace(/\.\d+/, '').replace(/[:-]/g, '')}`
    : '';
  const care = about.confidential ? words.name.confidential : words.name.internal;
  return `vrijplaats-${words.file[about.what]}-${day}${known}-${care}.${about.format}`;
}

/** The lines of the sheet that says what the file is. */
export function aboutLines(about: AboutExport): [string, string][] {
  const words = exportWords[about.language];
  return [
    [words.about.what, words.file[about.what]],
    [words.about.classification, classificationOf(about)],
    [words.about.at, about.at ?? words.about.allDays],
    [words.about.known, about.knownAt ?? words.about.now],
    [words.about.made, about.madeAt.toISOString()],
  ];
}
