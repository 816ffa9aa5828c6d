import type { CalendarSource } from '../../capacity/index.ts';
import en from './locales/en.json' with { type: 'json' };
import fr from './locales/fr.json' with { type: 'json' };
import nl from './locales/nl.json' with { type: 'json' };

const lastDay = `((due_at - interval '1 second') at time zone 'Europe/Brussels')::date`;

/** Terms of questions; the intake alone also has those of proposals, and the starts that were agreed. */
const itemSql = (isIntake: boolean) => `with item as (
    select 'inquiry' as what, id, unit_id, ${lastDay} as on_date from allocation.inquiry where state in ('SENT', 'SEEN', 'OVERDUE')
    ${
      isIntake
        ? `union all select 'proposal', id, unit_id, ${lastDay} from allocation.proposal where state in ('SENT', 'IN_DIALOGUE')
           union all select 'start', id, unit_id, start_on from allocation.proposal where state = 'START_PLANNED'`
        : ''
    })
  select i.what, i.id, u.name as "unitName", i.on_date as "on" from item i join capacity.care_unit u on u.id = i.unit_id
   where i.on_date between $1::date and $2::date order by i.on_date, u.name, i.id limit 2000`;

/** What the dialogue puts into a provider's calendar: units and days, nothing of any child. */
export const dialogueCalendar: CalendarSource = async (tx, { role, from, until }) => {
  const found = await tx.rows<{
    what: keyof typeof nl;
    id: string;
    unitName: string;
    on: string;
  }>(itemSql(role === 'PI'), [from, until]);
  return found.map(({ what, id, unitName, on }) => ({
    key: `${what} ${id}`,
    unitName,
    on,
    words: { nl: nl[what], fr: fr[what], en: en[what] },
  }));
};
