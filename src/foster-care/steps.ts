/**
 * Every step of crisis foster care, one function of the database each: it says who may, writes the event and the facts, and
 * what follows, in the caller's one transaction. What is refused has the code of its constraint (`card-is-closed`,
 * `family-has-no-room`, `match-place-once`, …); what is not there and what is another's answer alike (`not-found`).
 */
import type { Writer } from '../platform/db/database.ts';
import type {
  AnswerCard,
  ChoosePhase,
  DecideFamily,
  Details,
  Profile,
  Published,
  ReceiveRequest,
  RefuseMatch,
  SetWindow,
  SignUp,
  SignUpChoices,
} from './contract.ts';
import type { Answer, MatchState } from './codes.ts';

async function call<T>(tx: Writer, sql: string, values: unknown[]): Promise<T> {
  const [row] = await tx.rows<{ out: T }>(`select foster_care.${sql} as out`, values);
  return row!.out;
}

/** The services, and the municipalities of today. */
export const signUpChoices = (tx: Writer): Promise<SignUpChoices> =>
  call(tx, 'sign_up_choices()', []);

/** A family puts itself forward (R105). Throws `sign-up-unknown-place`, `too-many-sign-ups`. */
export async function signUp(tx: Writer, input: SignUp): Promise<{ received: boolean }> {
  await call(tx, 'sign_up($1)', [JSON.stringify(input)]);
  return { received: true };
}

/**
 * The service approves, refuses, pauses or ends a family; what a refused one told of itself is gone, why it was refused
 * stays. Throws `family-step-not-allowed`, `family-has-match`, `family-refusal-says-why`.
 */
export async function decideFamily(
  tx: Writer,
  { familyId, state, subject, reason, words }: DecideFamily & { familyId: string },
): Promise<{ id: string }> {
  await call(tx, 'decide($1, $2, $3, $4, $5)', [
    familyId,
    state,
    subject ?? null,
    reason ?? null,
    words ?? null,
  ]);
  return { id: familyId };
}

/** The own profile, or for the service one of its families'; cards follow at once (R107). */
export async function setProfile(
  tx: Writer,
  { familyId, profile }: { familyId: string | null; profile: Profile },
): Promise<{ id: string | null }> {
  await call(tx, 'set_profile($1, $2)', [familyId, JSON.stringify(profile)]);
  return { id: familyId };
}

/** Sets a window under the id that the phone gave it; the same again changes nothing. Throws `too-many-windows`. */
export async function setWindow(
  tx: Writer,
  { familyId, windowId, ...window }: SetWindow & { familyId: string | null; windowId: string },
): Promise<{ id: string }> {
  await call(tx, 'set_window($1, $2, $3)', [familyId, windowId, JSON.stringify(window)]);
  return { id: windowId };
}

/** Clears a window; one that is gone is gone. */
export async function clearWindow(
  tx: Writer,
  { familyId, windowId }: { familyId: string | null; windowId: string },
): Promise<{ id: string }> {
  await call(tx, 'clear_window($1, $2)', [familyId, windowId]);
  return { id: windowId };
}

/**
 * A request comes in, of a person or an organisation (R113); out of hours it is published at once (R110).
 * Throws `request-unknown-place`, `request-of-other-region`, `request-start-in-bounds`.
 */
export const receiveRequest = (tx: Writer, input: ReceiveRequest): Promise<Published> =>
  call(tx, 'receive($1)', [JSON.stringify({ ...input, id: crypto.randomUUID() })]);

/** The service has looked at it (R114). Throws `request-step-not-allowed`. */
export async function checkRequest(tx: Writer, requestId: string): Promise<{ id: string }> {
  await call(tx, 'check_request($1)', [requestId]);
  return { id: requestId };
}

/** Puts the card before the families that it fits, when it singles nobody out. Throws `request-step-not-allowed`. */
export const publishRequest = (tx: Writer, requestId: string): Promise<Published> =>
  call(tx, 'publish($1)', [requestId]);

/** What the family needs to know once both said yes. Throws `request-step-not-allowed`. */
export async function keepDetails(
  tx: Writer,
  { requestId, ...details }: Details & { requestId: string },
): Promise<{ id: string }> {
  await call(tx, 'keep_detail($1, $2)', [requestId, JSON.stringify(details)]);
  return { id: requestId };
}

/** A family's answer; sent again it changes nothing. Throws `card-is-closed`. */
export async function answerCard(
  tx: Writer,
  { cardId, answer, givenAt }: AnswerCard & { cardId: string },
): Promise<{ cardId: string; answer: Answer }> {
  const kept = await call<Answer>(tx, 'answer($1, $2, $3)', [cardId, answer, givenAt ?? null]);
  return { cardId, answer: kept };
}

/** Which cards somebody of the family has had on the screen. */
export const seeCards = async (
  tx: Writer,
  cardIds: readonly string[],
): Promise<{ seen: number }> => ({
  seen: await call(tx, 'seen($1)', [cardIds]),
});

/**
 * Asks a family for a request: its places are held from this moment on, for no other service to give.
 * Throws `family-has-no-room`, `match-place-once`, `match-of-request-once`, `match-next-working-day`, `request-step-not-allowed`.
 */
export async function proposeMatch(
  tx: Writer,
  { requestId, familyId }: { requestId: string; familyId: string },
): Promise<{ id: string }> {
  const id = crypto.randomUUID();
  await call(tx, 'propose($1, $2, $3)', [requestId, familyId, id]);
  return { id };
}

/** Yes of the side that asks. Throws `match-step-not-allowed`. */
export const confirmMatch = async (
  tx: Writer,
  matchId: string,
): Promise<{ id: string; state: MatchState }> => ({
  id: matchId,
  state: await call(tx, 'confirm($1)', [matchId]),
});

/**
 * No of the side that asks, before it starts; a family hears why in kind words, never `words`, which a service adds for
 * itself. Throws `match-step-not-allowed`.
 */
export async function refuseMatch(
  tx: Writer,
  { matchId, reason, words }: RefuseMatch & { matchId: string },
): Promise<{ id: string }> {
  await call(tx, 'refuse($1, $2, $3)', [matchId, reason, words ?? null]);
  return { id: matchId };
}

/** The child is there. Throws `match-step-not-allowed`, `match-day-in-bounds`, `match-next-working-day`. */
export async function startMatch(
  tx: Writer,
  { matchId, on }: { matchId: string; on: string },
): Promise<{ id: string }> {
  await call(tx, 'start($1, $2)', [matchId, on]);
  return { id: matchId };
}

/** The child has left. Throws `match-step-not-allowed`, `match-day-in-bounds`. */
export async function endMatch(
  tx: Writer,
  { matchId, on, reason }: { matchId: string; on: string; reason: string },
): Promise<{ id: string }> {
  await call(tx, 'finish($1, $2, $3)', [matchId, on, reason]);
  return { id: matchId };
}

/** Nobody took the child in, and why. Throws `request-has-match`, `request-step-not-allowed`. */
export async function leaveUnfilled(
  tx: Writer,
  { requestId, reason }: { requestId: string; reason: string },
): Promise<{ id: string }> {
  await call(tx, 'leave_unfilled($1, $2)', [requestId, reason]);
  return { id: requestId };
}

/**
 * What the own service does out of hours (R109–R111), from today on at the earliest; undoes what was to begin later.
 * Throws `phase-day-in-bounds`.
 */
export async function choosePhase(tx: Writer, { phase, from }: ChoosePhase): Promise<void> {
  await call(tx, 'choose_phase($1, $2)', [phase, from]);
}
