import type { Api } from '../../../web/api.ts';
import type { AddDevice } from '../../../notices/contract.ts';

/** How this device stands: `none` when no messages go out from here at all. */
export type PushState = 'none' | 'unsupported' | 'blocked' | 'off' | 'on';

/** What this device remembers of itself: under which address the server knows it, and as whose. */
interface Enrolled {
  readonly whose: string;
  readonly id: string;
  readonly endpoint: string;
}
const ENROLLED = 'vrijplaats-push';

function enrolled(whose: string): Enrolled | null {
  try {
    const found = JSON.parse(localStorage.getItem(ENROLLED) ?? 'null') as Enrolled | null;
    return found?.whose === whose ? found : null;
  } catch {
    return null;
  }
}

function remember(found: Enrolled | null): void {
  try {
    if (found) localStorage.setItem(ENROLLED, JSON.stringify(found));
    else localStorage.removeItem(ENROLLED);
  } catch {
    // It is told again at the next visit.
  }
}

const isSupported = (): boolean =>
  'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;

/** Text in the way in which keys travel (RFC 7515). */
export const base64url = (bytes: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

const keyOf = (subscription: PushSubscription): string | null => {
  const key = subscription.options.applicationServerKey;
  return key && base64url(key);
};

/** One device of one hat, and the messages it gets. */
export class DevicePush {
  readonly #api: Api;
  readonly #whose: string;
  readonly #language: AddDevice['language'];

  constructor(api: Api, whose: string, language: AddDevice['language']) {
    this.#api = api;
    this.#whose = whose;
    this.#language = language;
  }

  readonly #serverKey = async (): Promise<string | null> =>
    (await this.#api.get<{ key: string | null }>('/api/notices/push-key')).key;

  /**
   * How it stands, mended where the device got another address or the server another key: then it is told anew,
   * without asking anybody who said yes before.
   */
  async look(): Promise<PushState> {
    const key = await this.#serverKey();
    if (key === null) return 'none';
    if (!isSupported()) return 'unsupported';
    const known = enrolled(this.#whose);
    if (Notification.permission === 'denied') return 'blocked';
    if (!known || Notification.permission !== 'granted') return 'off';
    const { pushManager } = await navigator.serviceWorker.ready;
    const subscription = await pushManager.getSubscription();
    if (subscription?.endpoint !== known.endpoint || keyOf(subscription) !== key)
      await this.#enrol(key);
    return 'on';
  }

  /** Asks for permission and has messages sent here. Only from a tap: elsewhere browsers say no for good. */
  async turnOn(): Promise<PushState> {
    const permission = await Notification.requestPermission();
    if (permission === 'denied') return 'blocked';
    const key = await this.#serverKey();
    if (permission !== 'granted' || key === null) return 'off';
    await this.#enrol(key);
    return 'on';
  }

  async turnOff(): Promise<PushState> {
    const known = enrolled(this.#whose);
    if (known) await this.#api.send('POST', `/api/notices/devices/${known.id}/drop`);
    const { pushManager } = await navigator.serviceWorker.ready;
    await (await pushManager.getSubscription())?.unsubscribe();
    remember(null);
    return 'off';
  }

  async #enrol(key: string): Promise<void> {
    const { pushManager } = await navigator.serviceWorker.ready;
    const before = await pushManager.getSubscription();
    // A subscription belongs to one key for good.
    if (before && keyOf(before) !== key) await before.unsubscribe();
    const subscription = await pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: key,
    });
    const { endpoint, keys } = subscription.toJSON() as Pick<AddDevice, 'endpoint' | 'keys'>;
    const old = enrolled(this.#whose);
    const { id } = await this.#api.send<{ id: string }>('POST', '/api/notices/devices', {
      endpoint,
      keys: { p256dh: keys.p256dh, auth: keys.auth },
      language: this.#language,
    } satisfies AddDevice);
    remember({ whose: this.#whose, id, endpoint });
    if (old && old.id !== id)
      await this.#api.send('POST', `/api/notices/devices/${old.id}/drop`).catch(() => {});
  }
}
