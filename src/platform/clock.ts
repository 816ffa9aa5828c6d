/** The only source of time for server code; tests pass their own. */
export interface Clock {
  /** The present moment. */
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still until it is moved. */
export function fixedClock(at: string | Date): Clock & { set(at: string | Date): void } {
  let moment = new Date(at);
  return {
    now: () => new Date(moment),
    set(next) {
      moment = new Date(next);
    },
  };
}
