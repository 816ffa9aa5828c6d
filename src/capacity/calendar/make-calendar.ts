import { createHash } from 'node:crypto';
import ical, { ICalCalendarMethod } from 'ical-generator';
import type { Language } from '../../platform/language.ts';
import type { CalendarItem } from './calendar.query.ts';
import type { OtherItem } from './calendar-source.ts';
import { calendarWords } from './words.ts';

const fill = (words: string, facts: Record<string, string | number>) =>
  words.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(facts[name] ?? ''));

/** A line of the file is a line: what would break it is a space. */
const inOneLine = (text: string) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');

/** The library escapes the texts of an event, not the name of the calendar (RFC 5545, 3.3.11). */
const escaped = (text: string) => text.replace(/[\\;,]/g, (sign) => `\\${sign}`);

/** The same fact keeps its name from one reading to the next, so that a moved day moves the entry. */
const nameOf = (key: string) => createHash('sha256').update(key).digest('hex').slice(0, 32);

/**
 * A calendar of whole days as iCalendar text (RFC 5545). No personal data: units, places, days.
 * @param madeAt moment of the reading
 */
export function makeCalendar(
  items: readonly CalendarItem[],
  about: {
    provider: string;
    language: Language;
    madeAt: Date;
    others?: readonly OtherItem[];
  },
): string {
  const words = calendarWords[about.language];
  const calendar = ical({
    name: escaped(fill(words.name, { provider: inOneLine(about.provider) })),
    description: words.description,
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: 'Vrijplaats', product: 'capacity', language: about.language.toUpperCase() },
    ttl: 3600,
  });
  for (const item of items) {
    const text =
      item.kind === 'back'
        ? item.count === 1
          ? words.back_one
          : words.back_other
        : words[item.kind];
    calendar.createEvent({
      id: `${nameOf(`${item.kind} ${item.factId}`)}@vrijplaats`,
      start: new Date(`${item.on}T00:00:00Z`),
      allDay: true,
      timezone: null,
      stamp: about.madeAt,
      summary: fill(text, { unit: inOneLine(item.unitName), count: item.count }),
      ...(item.place ? { description: fill(words.place, { label: inOneLine(item.place) }) } : {}),
    });
  }
  for (const { key, on, unitName, words: said } of about.others ?? [])
    calendar.createEvent({
      id: `${nameOf(key)}@vrijplaats`,
      start: new Date(`${on}T00:00:00Z`),
      allDay: true,
      timezone: null,
      stamp: about.madeAt,
      summary: fill(said[about.language], { unit: inOneLine(unitName) }),
    });
  return calendar.toString();
}
