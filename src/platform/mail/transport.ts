import { createTransport } from 'nodemailer';
import type { MailSettings } from '../config.ts';
import type { MailText } from './mail-text.ts';

/** What came of handing over one mail. */
export type Handed =
  /** The server took it. */
  | 'SENT'
  /** No such address, for good: trying again helps nobody. */
  | 'REFUSED'
  /** The server will not have this mail, for good. */
  | 'MESSAGE_REFUSED'
  /** Not now. */
  | 'TRY_LATER'
  /** The server is not there or does not know us; other mail would fare no better. */
  | 'NO_CONNECTION';

export interface Transport {
  /** @param id names the mail: the same mail twice is seen to be the same */
  send(mail: MailText & { id: string; to: string }): Promise<Handed>;
}

const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

interface SmtpError extends Error {
  code?: string;
  responseCode?: number;
  command?: string;
}

/** What a failure of the server means for the mail. */
function meaningOf(error: SmtpError): Handed {
  const { code, responseCode = 0, command = '' } = error;
  if (code !== 'EENVELOPE' && code !== 'EMESSAGE') return 'NO_CONNECTION';
  if (responseCode < 500) return 'TRY_LATER';
  if (code === 'EMESSAGE') return 'MESSAGE_REFUSED';
  // A sender that the server does not want says nothing of the receiver.
  return /rcpt/i.test(command) ? 'REFUSED' : 'NO_CONNECTION';
}

/** Hands mail to the server of the settings, one connection for each. */
export function openTransport(settings: MailSettings, publicUrl: string): Transport {
  const smtp = createTransport({
    host: settings.host,
    port: settings.port,
    secure: settings.tls === 'tls',
    requireTLS: settings.tls === 'starttls',
    ignoreTLS: settings.tls === 'none',
    ...(settings.user !== null && {
      auth: { user: settings.user, pass: settings.password ?? '' },
    }),
    disableFileAccess: true,
    disableUrlAccess: true,
    ...patience,
  });
  const domain = new URL(publicUrl).hostname;
  return {
    async send({ id, to, subject, text, html }) {
      try {
        await smtp.sendMail({
          from: { name: 'Vrijplaats', address: settings.from },
          to: { name: '', address: to },
          subject,
          text,
          html,
          messageId: `<${id}@${domain}>`,
          // A machine that answers machines is not to answer this one.
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        });
        return 'SENT';
      } catch (error) {
        return meaningOf(error as SmtpError);
      }
    },
  };
}
