import * as client from 'openid-client';
import { Failure } from '../errors.ts';
import type { LoginAttempt } from './sessions.ts';

/** A log-in that begins: where the browser goes, and what must be kept until it is back. */
export interface BegunLogin {
  url: string;
  state: string;
  nonce: string;
  codeVerifier: string;
}

/** Who came back from the identity provider. */
export interface KnownPerson {
  /** Under which the person stands in the database. */
  issuer: string;
  subject: string;
  idToken: string | null;
}

/** The side of an OpenID provider that the log-in needs: code flow with PKCE, state and nonce. */
export interface IdentityProvider {
  begin(): Promise<BegunLogin>;
  /** @throws when the answer is not one to our own question */
  finish(callback: URL, state: string, attempt: LoginAttempt): Promise<KnownPerson>;
  /** Where to end the session at the issuer too; null when it has no such address. */
  endUrl(idToken: string | null): Promise<string | null>;
}

export interface IdentityOptions {
  issuer: string;
  clientId: string;
  clientSecret: string;
  publicUrl: string;
  /** Name of the issuer in the database, when another than its address. */
  issuerName?: string;
  /** Where the issuer is really reached from here, when not at its own address. */
  reachedAt?: () => string | null;
}

const timeoutSeconds = 10;

/** Sends requests for the issuer's origin to where it is reached from this process. */
function fetchVia(options: IdentityOptions): client.CustomFetch {
  const own = new URL(options.issuer);
  return async (url, init) => {
    const base = options.reachedAt?.() ?? null;
    const target = new URL(url);
    if (base === null || target.origin !== own.origin) return fetch(url, init as RequestInit);
    return fetch(new URL(`${target.pathname}${target.search}`, base), init as RequestInit);
  };
}

/**
 * Speaks to one issuer. Its own description is fetched at the first log-in and kept; an issuer that
 * is away then is `issuer-away` and asked again at the next.
 */
export function openIdentityProvider(options: IdentityOptions): IdentityProvider {
  const insecure = options.issuer.startsWith('http:');
  const redirectUri = `${options.publicUrl}/auth/callback`;
  let discovered: Promise<client.Configuration> | null = null;

  async function configuration(): Promise<client.Configuration> {
    discovered ??= client.discovery(
      new URL(options.issuer),
      options.clientId,
      { client_secret: options.clientSecret },
      client.ClientSecretPost(options.clientSecret),
      {
        timeout: timeoutSeconds,
        [client.customFetch]: fetchVia(options),
        ...(insecure && { execute: [client.allowInsecureRequests] }),
      },
    );
    try {
      return await discovered;
    } catch (cause) {
      discovered = null;
      const failure = new Failure('unavailable', 'issuer-away');
      failure.cause = cause;
      throw failure;
    }
  }

  return {
    async begin() {
      const config = await configuration();
      const codeVerifier = client.randomPKCECodeVerifier();
      const state = client.randomState();
      const nonce = client.randomNonce();
      const url = client.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: 'openid profile',
        response_type: 'code',
        code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: 'S256',
        state,
        nonce,
      });
      return { url: url.href, state, nonce, codeVerifier };
    },
    async finish(callback, state, attempt) {
      const config = await configuration();
      const tokens = await client.authorizationCodeGrant(config, callback, {
        pkceCodeVerifier: attempt.codeVerifier,
        expectedNonce: attempt.nonce,
        expectedState: state,
        idTokenExpected: true,
      });
      const subject = tokens.claims()?.sub;
      if (!subject) throw new Failure('not-signed-in', 'log-in-failed');
      return {
        issuer: options.issuerName ?? options.issuer,
        subject,
        idToken: tokens.id_token ?? null,
      };
    },
    async endUrl(idToken) {
      const config = await configuration();
      if (!config.serverMetadata().end_session_endpoint) return null;
      return client.buildEndSessionUrl(config, {
        post_logout_redirect_uri: `${options.publicUrl}/`,
        ...(idToken && { id_token_hint: idToken }),
      }).href;
    },
  };
}
