/**
 * haproxy.cfg before two or more processes of the program: people come by TLS, a process gets requests only while
 * `/ready` says yes, and one that is leaving is left alone before it goes.
 */
export interface WebProxyPlan {
  port: number;
  /** File with certificate and key (PEM); null only on one's own machine. */
  certificate: string | null;
  processes: readonly { name: string; port: number }[];
}

export function webProxyFile({ port, certificate, processes }: WebProxyPlan): string {
  const bind =
    certificate === null
      ? `  bind 127.0.0.1:${port}`
      : `  bind :${port} ssl crt ${certificate} ssl-min-ver TLSv1.2 alpn h2,http/1.1`;
  return `${[
    'global',
    '  maxconn 4000',
    'defaults',
    '  mode http',
    '  timeout connect 2s',
    '  timeout check 2s',
    '  timeout client 60s',
    // The stream of changes speaks every half minute.
    '  timeout server 120s',
    '  timeout tunnel 1h',
    // A connection that was refused brought nothing to the program: it may go to the other one. So may a look whose
    // connection was closed in that moment; a write is tried again by who asked, under its key.
    '  retries 3',
    '  option redispatch 1',
    '  retry-on conn-failure empty-response',
    'frontend people',
    bind,
    '  option forwardfor',
    ...(certificate === null
      ? []
      : [
          '  http-request set-header X-Forwarded-Proto https',
          '  http-response set-header Strict-Transport-Security "max-age=63072000; includeSubDomains"',
        ]),
    '  default_backend program',
    'backend program',
    '  balance leastconn',
    '  http-request disable-l7-retry unless METH_GET',
    '  option httpchk GET /ready',
    '  http-check expect status 200',
    '  default-server inter 500ms fastinter 200ms downinter 500ms fall 2 rise 1',
    ...processes.map(({ name, port: own }) => `  server ${name} 127.0.0.1:${own} check`),
  ].join('\n')}\n`;
}
