import { Link } from '@tanstack/react-router';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../../web/Answered.tsx';
import { Banner } from '../../../web/ui/index.ts';
import { useShell } from '../../../web/shell.ts';
import { KindsPart } from './KindsPart.tsx';
import { MailboxPart } from './MailboxPart.tsx';
import { useMailbox } from './use-mailbox.ts';
import './words.ts';
import '../words.ts';
import '../notices.css';

/** How one wants to be told: inside, by mail, and at which hours not. */
export function ToldPage() {
  const { t } = useTranslation('told');
  const { session } = useShell();
  const { answer } = useSyncExternalStore(session.subscribe, session.get, session.get);
  const mailbox = useMailbox();
  const found = mailbox.data?.mailbox;
  return (
    <div className="nt-page">
      <header>
        <h1>{t('title')}</h1>
        <p className="vp-muted">{t('intro')}</p>
        <p className="vp-no-print">
          <Link to="/berichten">{t('back')}</Link>
        </p>
      </header>
      <section aria-labelledby="nt-mail" className="nt-part">
        <h2 id="nt-mail">{t('mail.title')}</h2>
        <p className="vp-muted">{t('mail.intro')}</p>
        {answer?.demo ? <Banner>{t('mail.demo')}</Banner> : null}
        <Answered query={mailbox} failed={t('failed')} lines={4}>
          {(data) => <MailboxPart key={data.mailbox?.address ?? ''} mailbox={data.mailbox} />}
        </Answered>
      </section>
      <section aria-labelledby="nt-kinds" className="nt-part">
        <h2 id="nt-kinds">{t('kinds.title')}</h2>
        <KindsPart hasMail={found?.confirmedAt != null && found.refusedAt === null} />
      </section>
    </div>
  );
}
