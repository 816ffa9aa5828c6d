import { posix } from 'node:path';
import { FileProblem } from './file-problem.ts';
import { attribute, type XmlHandler, XmlScanner } from './scan-xml.ts';
import type { TableLimits } from './table.ts';
import { kindOfFormat, type NumberKind } from './xlsx-values.ts';
import type { ZipArchive } from './zip-archive.ts';

export type SheetPart = { name: string; part: string; hidden: boolean };

/** What a workbook says about its sheets before any of them is read. */
export type Workbook = {
  sheets: SheetPart[];
  from1904: boolean;
  sharedTexts: string | null;
  /** Per cell style: what its number format shows. */
  kinds: NumberKind[];
};

const SMALL_PART = 8 * 1024 * 1024;
const MAX_STYLES = 65_536;
const MAX_TOKEN = 100_000;

const nothing = () => {};

type Relation = { type: string; target: string };

/** Reads the small parts of a workbook. Throws content-differs for another kind of packed file, too-many-sheets, xlsx-damaged. */
export async function readWorkbook(archive: ZipArchive, limits: TableLimits): Promise<Workbook> {
  refuseOtherKinds(archive);
  const root = await relations(archive, '_rels/.rels', '');
  const main = [...root.values()].find((r) => r.type.endsWith('/officeDocument'))?.target;
  if (main === undefined || !archive.has(main))
    throw new FileProblem('xlsx-damaged', { found: 'workbook' });
  const folder = posix.dirname(main);
  const related = await relations(archive, `${folder}/_rels/${posix.basename(main)}.rels`, folder);
  const byType = (type: string) =>
    [...related.values()].find((r) => r.type.endsWith(`/${type}`))?.target ?? null;
  const styles = byType('styles');
  const { sheets, from1904 } = await readSheetList(archive, main, related, limits);
  return {
    sheets,
    from1904,
    sharedTexts: byType('sharedStrings'),
    kinds: styles !== null && archive.has(styles) ? await readKinds(archive, styles) : [],
  };
}

function refuseOtherKinds(archive: ZipArchive): void {
  const kinds: [part: string, kind: string][] = [
    ['content.xml', 'ODS'],
    ['xl/vbaProject.bin', 'XLSM'],
    ['xl/workbook.bin', 'XLSB'],
    ['word/document.xml', 'DOCX'],
  ];
  for (const [part, kind] of kinds) {
    if (archive.has(part))
      throw new FileProblem('content-differs', { found: kind, limit: '.xlsx' });
  }
  if (!archive.has('_rels/.rels'))
    throw new FileProblem('content-differs', { found: 'ZIP', limit: '.xlsx' });
}

async function scanPart(
  archive: ZipArchive,
  part: string,
  handler: Partial<XmlHandler>,
): Promise<void> {
  const bytes = await archive.whole(part, SMALL_PART);
  const scanner = new XmlScanner(
    { open: nothing, close: nothing, text: nothing, ...handler },
    MAX_TOKEN,
  );
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new FileProblem('xlsx-damaged', { found: part }, cause);
  }
  scanner.push(text);
  scanner.end();
}

async function relations(
  archive: ZipArchive,
  part: string,
  folder: string,
): Promise<Map<string, Relation>> {
  const found = new Map<string, Relation>();
  if (!archive.has(part)) return found;
  await scanPart(archive, part, {
    open(name, tag) {
      if (name !== 'Relationship' || attribute(tag, 'TargetMode') === 'External') return;
      const id = attribute(tag, 'Id');
      const target = attribute(tag, 'Target');
      if (id === null || target === null) return;
      const path = target.startsWith('/') ? target.slice(1) : posix.join(folder, target);
      found.set(id, { type: attribute(tag, 'Type') ?? '', target: posix.normalize(path) });
    },
  });
  return found;
}

async function readSheetList(
  archive: ZipArchive,
  main: string,
  related: Map<string, Relation>,
  limits: TableLimits,
): Promise<{ sheets: SheetPart[]; from1904: boolean }> {
  const sheets: SheetPart[] = [];
  const names = new Set<string>();
  let from1904 = false;
  await scanPart(archive, main, {
    open(name, tag) {
      if (name === 'workbookPr') from1904 = /^(1|true)$/.test(attribute(tag, 'date1904') ?? '');
      if (name !== 'sheet') return;
      const title = attribute(tag, 'name') ?? '';
      const relation = related.get(attribute(tag, 'id') ?? '');
      if (relation === undefined) throw new FileProblem('xlsx-damaged', { sheet: title });
      if (!relation.type.endsWith('/worksheet')) return;
      if (names.has(title)) throw new FileProblem('sheet-twice', { sheet: title });
      names.add(title);
      const state = attribute(tag, 'state');
      sheets.push({
        name: title,
        part: relation.target,
        hidden: state !== null && state !== 'visible',
      });
      if (sheets.length > limits.maxSheets) {
        throw new FileProblem('too-many-sheets', { limit: limits.maxSheets });
      }
    },
  });
  return { sheets, from1904 };
}

async function readKinds(archive: ZipArchive, part: string): Promise<NumberKind[]> {
  const codes = new Map<number, string>();
  const ids: number[] = [];
  let inCells = false;
  await scanPart(archive, part, {
    open(name, tag) {
      if (name === 'numFmt')
        codes.set(Number(attribute(tag, 'numFmtId')), attribute(tag, 'formatCode') ?? '');
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells && ids.length < MAX_STYLES)
        ids.push(Number(attribute(tag, 'numFmtId') ?? 0));
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return ids.map((id) => kindOfFormat(id, codes.get(id)));
}
