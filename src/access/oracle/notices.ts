import { type OracleTable, words, mine, forAll, table } from './oracle-table.ts';
import { people } from './who.ts';

const notice = words(
  'id person_id role_code organisation_id kind path about details dedupe_key at shown_from read_at done_at',
);
const noticeChoice = words('person_id kind told mailed pushed');
const mailbox = words(
  'person_id address language quiet_from quiet_until confirmed_at refused_at changed_at',
);

export const noticesOracle: Record<string, OracleTable> = {
  // Notices: each person their own, in the role that they wear. Nobody writes one but by the function that
  // keeps the rules; read and done are the person's own marks.
  'notices.notice': table({
    mine: { person: 'person_id', role: 'role_code', organisation: 'organisation_id' },
    columns: notice,
    read: forAll(people, mine(notice)),
    change: forAll(people, mine(words('read_at done_at'))),
    jobs: 'everything',
  }),
  'notices.choice': table({
    mine: { person: 'person_id' },
    key: ['person_id', 'kind'],
    columns: noticeChoice,
    read: forAll(people, mine(noticeChoice)),
    create: forAll(people, mine(noticeChoice)),
    change: forAll(people, mine(noticeChoice)),
    jobs: 'everything',
  }),
  // Where mail goes: each person their own, put down by functions alone; the proof of an address is nobody's to read.
  'notices.mailbox': table({
    mine: { person: 'person_id' },
    key: ['person_id'],
    columns: [...mailbox, ...words('code_hash code_until code_tries')],
    read: forAll(people, mine(mailbox)),
    jobs: 'everything',
  }),
};
