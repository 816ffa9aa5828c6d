import webPush from 'web-push';
import type { PushSettings } from '../config.ts';
import type { Language } from '../language.ts';

/** What came of handing over one message. */
export type Pushed =
  /** The push service took it. */
  | 'SENT'
  /** The device is gone, for good. */
  | 'GONE'
  /** The push service will not have this message, for good. */
  | 'REFUSED'
  /** Not now. */
  | 'TRY_LATER';

/** A device, as its browser made it. */
export interface PushDevice {
  endpoint: string;
  p256dh: string;
  auth: string;
}

export interface PushMessage {
  /** Two plain words: what is shown on a locked screen names nobody and nothing. */
  title: string;
  body: string;
  /** Where it leads, an address of our own. */
  path: string;
  language: Language;
}

export interface PushTransport {
  /** @param id the same message twice is shown once */
  send(device: PushDevice, message: PushMessage, id: string): Promise<Pushed>;
}

/** A message is worth this long: an old call for help helps nobody. */
const ttlSeconds = 4 * 3600;
const patienceMs = 10_000;

/** Whether the address is one of a push service that we know: nobody makes us knock elsewhere. */
export function isPushService(endpoint: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(endpoint)) return false;
  const { protocol, hostname, username, password } = new URL(endpoint);
  if (username || password) return false;
  const known = hosts.some(
    (host) => hostname === host || (host.startsWith('*.') && hostname.endsWith(host.slice(1))),
  );
  return known && (protocol === 'https:' || hostname === '127.0.0.1');
}

/**
 * The declarative form (RFC 8030, `web_push: 8030`): Safari shows it without a service worker, and our own service worker
 * reads the same.
 */
export const payloadOf = (
  { title, body, path, language }: PushMessage,
  publicUrl: string,
): string =>
  JSON.stringify({
    web_push: 8030,
    notification: {
      title,
      body,
      lang: language,
      dir: 'ltr',
      navigate: `${publicUrl}${path}`,
      tag: path,
    },
  });

function meaningOf(status: number): Pushed {
  if (status >= 200 && status < 300) return 'SENT';
  if (status === 404 || status === 410) return 'GONE';
  if (status === 429 || status >= 500) return 'TRY_LATER';
  return 'REFUSED';
}

/** Encrypts each message for its device (RFC 8291) and signs it as ours (VAPID, RFC 8292). */
export function openPushTransport(settings: PushSettings, publicUrl: string): PushTransport {
  return {
    async send({ endpoint, p256dh, auth }, message, id) {
      if (!isPushService(endpoint, settings.hosts)) return 'GONE';
      try {
        const request = webPush.generateRequestDetails(
          { endpoint, keys: { p256dh, auth } },
          payloadOf(message, publicUrl),
          {
            vapidDetails: settings,
            contentEncoding: 'aes128gcm',
            TTL: ttlSeconds,
            urgency: 'high',
            topic: id.replaceAll('-', ''),
          },
        );
        const answer = await fetch(request.endpoint, {
          method: 'POST',
          headers: request.headers as Record<string, string>,
          body: new Uint8Array(request.body),
          redirect: 'error',
          signal: AbortSignal.timeout(patienceMs),
        });
        await answer.body?.cancel();
        return meaningOf(answer.status);
      } catch {
        return 'TRY_LATER';
      }
    },
  };
}
