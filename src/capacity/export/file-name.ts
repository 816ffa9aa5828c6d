import type { ExportKind } from './facts.query.ts';
import words from './locales/nl.json' with { type: 'json' };

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
}

export const classificationOf = (about: Pick<AboutExport, 'confidential'>): string =>
  about.confidential ? words.classification.confidential : words.classification.internal;

/** Name of the file: what, of which day, and how carefully to keep it. */
export function exportFileName(about: AboutExport): string {
  const day = about.at ?? about.madeAt.toISOString().slice(0, 10);
  const known = about.knownAt
    ? `-gekend-${about.knownAt.replace(/\.\d+/, '').replace(/[:-]/g, '')}`
    : '';
  const care = about.confidential ? 'vertrouwelijk' : 'intern';
  return `vrijplaats-${words.file[about.what]}-${day}${known}-${care}.${about.format}`;
}

/** The lines of the sheet that says what the file is. */
export function aboutLines(about: AboutExport): [string, string][] {
  return [
    [words.about.what, words.file[about.what]],
    [words.about.classification, classificationOf(about)],
    [words.about.at, about.at ?? words.about.allDays],
    [words.about.known, about.knownAt ?? words.about.now],
    [words.about.made, about.madeAt.toISOString()],
  ];
}
