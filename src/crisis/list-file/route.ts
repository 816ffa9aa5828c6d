import { Type } from 'typebox';
import { route } from '../../platform/http/route.ts';
import { dayIn } from '../../platform/period.ts';
import { ListFileQuery } from '../contract.ts';
import { printedList } from '../desk.query.ts';
import { listLines } from './list-lines.ts';
import { writeList } from './write-list.ts';

/** The list of open cases as PDF/UA, to keep for a night without a network. */
export const listFileRoute = route({
  tag: 'crisis',
  roles: ['CR'],
  classes: ['D4K', 'D6K', 'D7K', 'D8C', 'D8CA', 'D8CB', 'D2K', 'D12K'],
  method: 'GET',
  path: '/api/crisis/printed-list/file',
  subjects: { 'crisis-request': 'handler', 'crisis-minor': 'handler' },
  summary: 'All open cases and whom to call, as PDF/UA',
  query: ListFileQuery,
  response: Type.String(),
  raw: { contentType: 'application/pdf' },
  limitPerMinute: 60,
  async handler({ db, caller, query, language, reply, shows }) {
    const list = await db.read(caller, printedList);
    shows(
      'crisis-request',
      list.requests.map(({ id }) => id),
    );
    shows(
      'crisis-minor',
      list.requests.flatMap(({ minors }) => minors.map(({ id }) => id)),
    );
    const datedOn = dayIn(new Date(list.at));
    const paper = listLines(list, query.names ?? false, language);
    return reply
      .type('application/pdf')
      .header('content-disposition', `attachment; filename="crisis-${list.region}-${datedOn}.pdf"`)
      .header('cache-control', 'no-store')
      .send(await writeList(paper, { language, datedOn }));
  },
});
