import type { Static } from 'typebox';
import type { Subjects } from '../platform/audit/look.ts';
import type { Duplicates, RequestDetail, Tried, WaitingList } from './contract.ts';

/** Whose files were seen, for the log of looks: a child by `person`, one question for help by `request`. */
const people = (ids: readonly string[]): Subjects => ({ kind: 'person', ids });
const requests = (ids: readonly string[]): Subjects => ({ kind: 'request', ids });

export const ofList = ({ answer }: { answer?: WaitingList }): Subjects[] => [
  people(answer?.rows.map((row) => row.personId) ?? []),
];

export const ofDetail = ({
  params,
  answer,
}: {
  params: { requestId: string };
  answer?: RequestDetail;
}): Subjects[] => [
  requests([params.requestId]),
  people(answer ? [answer.row.personId, ...answer.siblings.map((each) => each.personId)] : []),
];

export const ofDuplicates = ({ answer }: { answer?: Static<typeof Duplicates> }): Subjects[] => [
  people(answer?.flatMap((pair) => pair.people.map((each) => each.personId)) ?? []),
];

export const ofTrial = ({ answer }: { answer?: Tried }): Subjects[] => [
  requests(answer?.movers.map((each) => each.requestId) ?? []),
];

export const ofRequest = ({ params }: { params: { requestId: string } }): Subjects[] => [
  requests([params.requestId]),
];

export const ofPerson = ({ params }: { params: { personId: string } }): Subjects[] => [
  people([params.personId]),
];

export const ofSiblings = ({ body }: { body: { personIds: readonly string[] } }): Subjects[] => [
  people(body.personIds),
];
