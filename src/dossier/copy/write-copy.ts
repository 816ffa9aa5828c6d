import type { Reader } from '../../platform/db/database.ts';
import { notFound } from '../../platform/errors.ts';
import type { RouteContext } from '../../platform/http/route.ts';
import type { Language } from '../../platform/language.ts';
import { dayIn } from '../../platform/period.ts';
import { fileOf, looksOf } from '../file.query.ts';
import type { PurposeWords } from '../routes.ts';
import { composeCopy, type Copied } from './compose-copy.ts';
import { pdfOf } from './copy-pdf.ts';

/** More lines than this no paper needs; how many there are stands above them. */
const mostLines = 1_000;

type Context = Pick<
  RouteContext<{ childId: string }, undefined, undefined>,
  'db' | 'caller' | 'params' | 'language' | 'clock' | 'reply'
>;

/** All that the window shows, in one transaction. @throws Failure window-not-found where it gives no copy */
async function copied({ db, caller, params, language, clock }: Context, words: PurposeWords) {
  return db.read(caller, async (tx: Reader): Promise<Copied> => {
    const file = await fileOf(tx, params.childId);
    if (!file.allows.includes('COPY')) throw notFound('window-not-found');
    const told = (purpose: string) => words(purpose, language);
    const looks = await looksOf(tx, params.childId, 0, told, mostLines);
    return { madeOn: dayIn(clock.now()), file, looks };
  });
}

const head = (reply: Context['reply'], name: string, type: string, madeOn: string) => {
  reply.header('content-type', type);
  reply.header('cache-control', 'no-store');
  reply.header('content-disposition', `attachment; filename="dossier-${madeOn}.${name}"`);
};

export async function copyJson(context: Context, words: PurposeWords): Promise<unknown> {
  const made = await copied(context, words);
  head(context.reply, 'json', 'application/json; charset=utf-8', made.madeOn);
  return context.reply.send(JSON.stringify(made, null, 2));
}

export async function copyPdf(context: Context, words: PurposeWords): Promise<unknown> {
  const made = await copied(context, words);
  const language: Language = context.language;
  const bytes = await pdfOf(composeCopy(made, language), made.madeOn, language);
  head(context.reply, 'pdf', 'application/pdf', made.madeOn);
  return context.reply.send(bytes);
}
