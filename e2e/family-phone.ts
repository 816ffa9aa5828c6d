import type { Page } from 'playwright-core';
import * as steps from '../src/foster-care/steps.ts';
import { type SignedIn, signIn } from '../src/platform/testing/database.ts';
import { isWorked } from './device.ts';
import { type FosterWorld, publish } from './foster-world.ts';
import { type Journeys, narrow } from './harness.ts';

export const FAMILY_PATH = '/pleeggezin';

/** The card of one child, on whichever page of the family. */
export const one = (page: Page) => page.getByRole('listitem', { name: /^1 kind/ });

/** What the foster service asks, and the phone on which the family hears it. */
export class FamilyPhone {
  readonly #e2e: Journeys<FosterWorld>;
  readonly service: SignedIn;
  readonly #asked = new Set<string>();

  private constructor(e2e: Journeys<FosterWorld>, service: SignedIn) {
    this.#e2e = e2e;
    this.service = service;
  }

  static async of(e2e: Journeys<FosterWorld>): Promise<FamilyPhone> {
    const at = { organisationId: e2e.world.serviceId, areaCode: 'WVL' };
    return new FamilyPhone(e2e, await signIn(e2e.test, 'FS', at));
  }

  /** Publishes a card. @returns the id of what is asked */
  ask = async (children = 1): Promise<string> => {
    const id = await publish(this.#e2e.test, this.service, this.#e2e.world.serviceId, children);
    this.#asked.add(id);
    return id;
  };

  close = async (requestId: string): Promise<void> => {
    this.#asked.delete(requestId);
    await this.#e2e.test.db.write(this.service, (tx) =>
      steps.leaveUnfilled(tx, { requestId, reason: 'SOLVED_OTHERWISE' }),
    );
  };

  /** The next journey sees its own card alone. */
  closeAll = async (): Promise<void> => {
    for (const id of this.#asked) {
      const matches = await this.#e2e.test.owner<{ id: string }>(
        `select id from foster_care.match where request_id = $1 and state in ('PROPOSED', 'CONFIRMED')`,
        [id],
      );
      for (const match of matches)
        await this.#e2e.test.db.write(this.service, (tx) =>
          steps.refuseMatch(tx, { matchId: match.id, reason: 'REQUEST_CHANGED' }),
        );
      await this.close(id);
    }
  };

  /** How often the server wrote an answer down. */
  timesAnswered = async (requestId: string): Promise<number> => {
    const [row] = await this.#e2e.test.owner<{ times: number }>(
      `select count(*)::int as times from platform.event e join foster_care.card c on c.id = e.subject_id
        where e.kind = 'card.answer' and c.request_id = $1`,
      [requestId],
    );
    return row!.times;
  };

  /** The family on its phone, its page opened by the worker, one card on it. */
  open = async () => {
    const requestId = await this.ask();
    const visit = await this.#e2e.open('family', FAMILY_PATH, narrow);
    await one(visit.page).waitFor();
    await isWorked(visit.page);
    return { ...visit, requestId, visit };
  };
}
