const NONCE = /'nonce-([\w-]+)'/;

/**
 * The kept page with a nonce that nobody has seen before, in its policy and in its text: a page from the device is
 * as well guarded as one from the server.
 */
export async function withFreshNonce(kept: Response, nonce: string): Promise<Response> {
  const policy = kept.headers.get('content-security-policy') ?? '';
  const old = NONCE.exec(policy)?.[1];
  if (!old) throw new Error('the kept page has no nonce');
  const headers = new Headers(kept.headers);
  headers.set('content-security-policy', policy.replaceAll(old, nonce));
  for (const name of ['content-encoding', 'content-length']) headers.delete(name);
  return new Response((await kept.text()).replaceAll(old, nonce), { status: 200, headers });
}
