/** The browser’s offer to install the app, kept until somebody asks for it: nothing jumps into view by itself. */
interface InstallOffer extends Event {
  prompt(): Promise<unknown>;
}

let offer: InstallOffer | null = null;
const listeners = new Set<() => void>();
const become = (next: InstallOffer | null): void => {
  offer = next;
  for (const listener of listeners) listener();
};

window.addEventListener('beforeinstallprompt', (event) => {
  event.preventDefault();
  become(event as InstallOffer);
});
window.addEventListener('appinstalled', () => become(null));

export const installOffer = {
  get: (): InstallOffer | null => offer,
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  /** Shows the browser’s own question; it can be asked once. */
  ask: async (): Promise<void> => {
    await offer?.prompt();
    become(null);
  },
};

/** Safari on a phone or tablet of Apple has no question of its own; iPads call themselves Macs. */
export const isApplePhone = (): boolean =>
  /iPhone|iPad|iPod/.test(navigator.userAgent) ||
  (/Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1);

/** Whether the page is open as an app of its own. */
export const isInstalled = (): boolean =>
  window.matchMedia('(display-mode: standalone)').matches ||
  (navigator as { standalone?: boolean }).standalone === true;
