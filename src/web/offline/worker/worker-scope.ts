/** What is used of a service worker's world: the library of the DOM knows pages alone. */

interface Extendable {
  waitUntil(work: Promise<unknown>): void;
}

export interface FetchEvent extends Extendable {
  readonly request: Request;
  readonly preloadResponse: Promise<Response | undefined>;
  respondWith(response: Promise<Response>): void;
}

interface Opened {
  readonly url: string;
  focus(): Promise<unknown>;
}

interface Events {
  install: Extendable;
  activate: Extendable;
  fetch: FetchEvent;
  message: Extendable & { readonly data: unknown };
  sync: Extendable & { readonly tag: string };
  push: Extendable & { readonly data: { text(): string } | null };
  notificationclick: Extendable & { readonly notification: Notification };
  pushsubscriptionchange: Extendable & {
    readonly oldSubscription?: PushSubscription | null;
    readonly newSubscription?: PushSubscription | null;
  };
}

export interface WorkerScope {
  readonly registration: ServiceWorkerRegistration;
  readonly location: Location;
  readonly clients: {
    claim(): Promise<void>;
    matchAll(options: { type: 'window'; includeUncontrolled: boolean }): Promise<Opened[]>;
    openWindow(address: string): Promise<unknown>;
  };
  addEventListener<Name extends keyof Events>(
    name: Name,
    hear: (event: Events[Name]) => void,
  ): void;
}
