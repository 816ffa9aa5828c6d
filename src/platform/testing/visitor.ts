/** A browser by hand: keeps cookies by path, follows nothing by itself, sends what a browser sends. */
export class Visitor {
  readonly origin: string;
  readonly #cookies = new Map<string, { value: string; path: string }>();
  readonly setCookies: string[] = [];

  constructor(origin: string) {
    this.origin = origin;
  }

  cookie(name: string): string | undefined {
    return this.#cookies.get(name)?.value;
  }

  putCookie(name: string, value: string): void {
    this.#cookies.set(name, { value, path: '/' });
  }

  dropCookies(prefix: string): void {
    for (const name of this.#cookies.keys())
      if (name.startsWith(prefix)) this.#cookies.delete(name);
  }

  async ask(address: string, init: RequestInit = {}): Promise<Response> {
    const url = new URL(address, this.origin);
    const headers = new Headers(init.headers);
    const mine = [...this.#cookies].filter(([, { path }]) => url.pathname.startsWith(path));
    if (mine.length > 0)
      headers.set('cookie', mine.map(([name, { value }]) => `${name}=${value}`).join('; '));
    const response = await fetch(url, { redirect: 'manual', ...init, headers });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    return response;
  }

  #keep(line: string): void {
    this.setCookies.push(line);
    const [pair = '', ...attributes] = line.split(/;\s*/);
    const name = pair.slice(0, pair.indexOf('='));
    const value = pair.slice(pair.indexOf('=') + 1);
    const path = attributes.find((each) => /^path=/i.test(each))?.slice(5) ?? '/';
    const gone = attributes.some(
      (each) => /^expires=.*1970/i.test(each) || /^max-age=0$/i.test(each),
    );
    if (gone || value === '') this.#cookies.delete(name);
    else this.#cookies.set(name, { value, path });
  }

  /** Goes on as long as the answer sends it elsewhere within the same place. */
  async follow(
    address: string,
    init: RequestInit = {},
  ): Promise<{ response: Response; url: string }> {
    let response = await this.ask(address, init);
    let url = new URL(address, this.origin).href;
    for (let hops = 0; response.status >= 300 && response.status < 400; hops++) {
      if (hops > 10) throw new Error('sent around in circles');
      url = new URL(response.headers.get('location') ?? '', url).href;
      if (/\/callback-of-nobody/.test(url)) break;
      response = await this.ask(url);
    }
    return { response, url };
  }

  /** Sends a form as a browser does. */
  submit(
    address: string,
    fields: Record<string, string>,
  ): Promise<{ response: Response; url: string }> {
    return this.follow(address, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        origin: this.origin,
        'sec-fetch-site': 'same-origin',
      },
      body: new URLSearchParams(fields).toString(),
    });
  }

  /** Logs in at the embedded provider as somebody; gives the page where it ends. */
  async logIn(subject: string, returnTo = '/'): Promise<{ response: Response; url: string }> {
    const begun = await this.follow(`/auth/login?return=${encodeURIComponent(returnTo)}`);
    const action = /action="(\/idp\/interaction\/[^"/]+)"/.exec(await begun.response.text())?.[1];
    if (!action) throw new Error(`no choice of people at ${begun.url}`);
    return this.submit(action, { subject });
  }

  /** A write with the session's token and a fresh key. */
  async write(
    address: string,
    body: unknown,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const session = (await (await this.ask('/api/session')).json()) as { csrfToken: string | null };
    return this.ask(address, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-csrf-token': session.csrfToken ?? '',
        'idempotency-key': crypto.randomUUID(),
        'sec-fetch-site': 'same-origin',
        origin: this.origin,
        ...headers,
      },
      body: JSON.stringify(body),
    });
  }
}
