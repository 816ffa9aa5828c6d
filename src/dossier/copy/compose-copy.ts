import type { Language } from '../../platform/language.ts';
import { localeOf } from '../../platform/language.ts';
import type { File, Looks } from '../contract.ts';
import en from '../locales/file.en.json' with { type: 'json' };
import fr from '../locales/file.fr.json' with { type: 'json' };
import nl from '../locales/file.nl.json' with { type: 'json' };
import { declineWord, factWord, partsShown } from '../stages.ts';

export interface Copied {
  /** ISO day. */
  readonly madeOn: string;
  readonly file: File;
  readonly looks: Looks;
}

/** Blocks of a copy in reading order. */
export type Block =
  | { readonly kind: 'H1' | 'H2' | 'H3' | 'P' | 'SMALL'; readonly text: string }
  | { readonly kind: 'LIST'; readonly items: readonly string[] };

const catalogues = { nl, fr, en };

const filled = (text: string, values: Readonly<Record<string, string | number>>) =>
  text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));

const block = (kind: 'H1' | 'H2' | 'H3' | 'P' | 'SMALL', text: string): Block => ({ kind, text });

type Words = typeof nl;

/** What a page needs to tell its file: words, days and names of one language. */
interface Told {
  readonly t: Words;
  readonly language: Language;
  readonly day: (iso: string) => string;
}

function requestBlocks({ t, day, language }: Told, file: File): Block[] {
  const { request } = file;
  if (!request) return [block('P', t.request.none)];
  const state = (code: string) => t.request.state[code as 'WAITING'] ?? code;
  return [
    block('P', state(request.state)),
    block(
      'P',
      filled(t.request.what, { modules: request.modules.map((each) => each[language]).join(', ') }),
    ),
    ...(file.region
      ? [block('P', filled(t.request.region, { region: file.region[language] }))]
      : []),
    {
      kind: 'LIST',
      items: (file.steps ?? []).map(({ state: code, at }) => `${day(at)}: ${state(code)}`),
    },
    block('H2', t.order.title),
    ...(file.positions ?? []).map((each) =>
      block(
        'P',
        `${each.names[language]}: ${filled(t.order.place, { position: each.position, of: each.of })}`,
      ),
    ),
    ...(file.since ? [block('P', filled(t.order.since, { day: day(file.since) }))] : []),
    block('P', file.facts?.length ? t.order.weighed : t.order.weighedNone),
    {
      kind: 'LIST',
      items: [...new Set((file.facts ?? []).map(factWord))].map(
        (fact) => t.fact[fact as 'NO_ROOF'] ?? fact,
      ),
    },
    block('P', t.order.how),
  ];
}

function decisionBlocks({ t, day, language }: Told, file: File): Block[] {
  const { decisions = [] } = file;
  if (decisions.length === 0) return [block('P', t.decision.none)];
  return decisions.map((each) => {
    const where = {
      module: each.module[language],
      provider: each.provider ?? '',
      unit: each.unit ?? '',
    };
    const isShown = each.provider !== null;
    const reason = filled(t.decision.reason, {
      reason: t.decision.decline[declineWord(each.decline)],
    });
    const text =
      each.state === 'CLIENT_DECLINED'
        ? filled(t.decision.clientNot, where)
        : each.state === 'NOT_STARTED'
          ? `${filled(isShown ? t.decision.notAt : t.decision.not, where)} ${reason}`
          : filled(isShown ? t.decision.foundAt : t.decision.found, where);
    const start = each.startOn ? ` ${filled(t.decision.start, { day: day(each.startOn) })}` : '';
    return block('P', `${day(each.at)}: ${text}${start}`);
  });
}

const partBlocks = ({ t, day }: Told, file: File): Block[] =>
  file.parts.flatMap((part) => {
    const from = filled(t.parts.from, { kind: t.parts.kind[part.kind], day: day(part.drawnUpOn) });
    if (part.words === null || part.title === null) {
      const because = part.class === 'NORMAL' ? '' : t.parts.because[part.class];
      return [
        block('H3', t.parts.withheld),
        block('P', `${from}. ${because} ${t.parts.ask[file.kind]}`),
      ];
    }
    return [
      block('H3', part.title),
      block('SMALL', `${from}. ${filled(t.parts.by, { by: part.writtenBy ?? '' })}`),
      ...part.words.split(/\n+/).map((line) => block('P', line)),
    ];
  });

const claimBlocks = ({ t, day }: Told, file: File): Block[] =>
  file.claims.flatMap((claim) => [
    block('H3', t.claims.kind[claim.kind]),
    block('SMALL', filled(t.claims.asked, { day: day(claim.askedAt) })),
    block('P', claim.words),
    claim.outcome && claim.answer
      ? block('P', `${t.claims.outcome[claim.outcome]}. ${claim.answer}`)
      : block('P', filled(t.claims.due, { day: day(claim.dueOn) })),
  ]);

function lookItems({ t, day }: Told, looks: Looks): string[] {
  const general = t.looks.general as Readonly<Record<string, string>>;
  return looks.lines.map((line) => {
    const who = line.mine
      ? t.looks.mine
      : line.why !== null
        ? (general[line.why] ?? t.looks.someone)
        : [t.looks.someone, line.who, line.organisation].filter(Boolean).join(' ');
    const parts = partsShown(line.classes).map((part) => t.looks.part[part]);
    return [day(line.at), who, line.purposeWords, parts.join(', ')].filter(Boolean).join('; ');
  });
}

/** The copy of a file in words, block by block: what the screen shows, and nothing more. Pure. */
export function composeCopy({ file, looks, madeOn }: Copied, language: Language): Block[] {
  const t: Words = catalogues[language];
  const days = new Intl.DateTimeFormat(localeOf[language], {
    dateStyle: 'long',
    timeZone: 'Europe/Brussels',
  });
  const day = (iso: string) => days.format(new Date(iso.length === 10 ? `${iso}T12:00:00Z` : iso));
  const told: Told = { t, language, day };
  const name = file.givenName;
  const title =
    name === null
      ? t.titleBare
      : filled(file.kind === 'CHILD' ? t.page.titleOwn : t.page.title, { name });
  const count = looks.count === 1 ? t.looks.count_one : t.looks.count_other;
  return [
    block('H1', title),
    block('SMALL', filled(t.copy.made, { day: day(madeOn) })),
    ...(file.invented ? [block('SMALL', t.invented)] : []),
    block('H2', t.request.title),
    ...requestBlocks(told, file),
    block('H2', t.decision.title),
    ...decisionBlocks(told, file),
    block('H2', t.parts.title),
    ...(file.parts.length === 0 ? [block('P', t.parts.none)] : partBlocks(told, file)),
    block('H2', t.claims.mine),
    ...(file.claims.length === 0 ? [block('P', t.claims.none)] : claimBlocks(told, file)),
    block('H2', t.looks.title),
    block('P', filled(count, { count: looks.count })),
    { kind: 'LIST', items: lookItems(told, looks) },
  ];
}
