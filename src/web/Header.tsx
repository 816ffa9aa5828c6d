import { Link, useLocation, useMatches, useRouter } from '@tanstack/react-router';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AppearanceDialog } from './AppearanceDialog.tsx';
import { headParts } from './head-parts.ts';
import { areasOf, type NavPage } from './nav.ts';
import { forgetKept, ownerOfKept } from './offline/owner.ts';
import type { WorkArea } from './root-route.tsx';
import { type Session, wornHat } from './session.ts';
import { useShell } from './shell.ts';
import { useOnceOpened } from './ui/dialogs.tsx';
import { Menu, type MenuItem } from './ui/Menu.tsx';
import { Icon } from './ui/icons.tsx';
import { VisuallyHidden } from './ui/sections.tsx';
import { say } from './ui/toasts.tsx';
import { Wordmark } from './Wordmark.tsx';

/** Signing out is a form: it ends the session on the server and leaves the page. */
const SIGN_OUT = '/auth/logout';

export interface HeaderProps {
  readonly session: Session;
  readonly nav: readonly NavPage[];
  readonly onHelp: () => void;
}

/** Sends what still waits on this device; false when some of it could not go. */
async function leaveDevice(): Promise<boolean> {
  const whose = ownerOfKept();
  if (whose === null) return true;
  try {
    const { sendAllKept } = await import('./offline/send-all-kept.ts');
    return await sendAllKept(whose);
  } catch {
    return false;
  }
}

/** On a phone the strip of pages scrolls: the page one is on stays in the middle of it. */
function useCurrentInSight(strip: RefObject<HTMLElement | null>, page: string): void {
  useEffect(() => {
    const nav = strip.current;
    if (!nav || !page) return;
    const bring = () => {
      const current = nav.querySelector(`[aria-current='page']`)?.getBoundingClientRect();
      if (!current) return;
      const room = nav.getBoundingClientRect();
      nav.scrollLeft += current.left + current.width / 2 - (room.left + room.width / 2);
    };
    // Told of its width as soon as it has one, and again when the window turns.
    const turned = new ResizeObserver(bring);
    turned.observe(nav);
    // The words take another width when their letters come in. To ask whether they are there (`ready`)
    // would have the page laid out at once.
    document.fonts.addEventListener('loadingdone', bring);
    return () => {
      turned.disconnect();
      document.fonts.removeEventListener('loadingdone', bring);
    };
  }, [strip, page]);
}

/** Whether a page of the navigation lies under another, and is where one is. */
const isDeeper = (href: string, above: string, pathname: string): boolean =>
  href.startsWith(`${above}/`) && `${pathname}/`.startsWith(`${href}/`);

/** The half of the work one is in; on a page of neither, the one that one came from. */
function useArea(nav: readonly NavPage[]): WorkArea | undefined {
  const [last, setLast] = useState(nav[0]?.area);
  const here = useMatches({
    select: (matches) => {
      const { area, nav: entry } = matches.at(-1)?.staticData ?? {};
      return area ?? (entry ? ('capacity' as const) : null);
    },
  });
  if (here && here !== last) setLast(here);
  return here ?? last;
}

/** The head: whose product this is, where one can go, and in which role one is here. */
export function Header({ session, nav, onHelp }: HeaderProps) {
  const { t, i18n } = useTranslation('shell');
  const strip = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const areas = areasOf(nav);
  const current = useArea(nav);
  useCurrentInSight(strip, `${pathname} ${i18n.language}`);
  return (
    <header className="vp-header vp-no-print">
      <Link to="/" className="vp-home">
        <Wordmark />
        <VisuallyHidden>, {t('act.home')}</VisuallyHidden>
      </Link>
      {areas.length > 0 ? (
        <nav className="vp-areas" aria-label={t('nav.areas')}>
          {areas.map(({ area, href }) => (
            <Link
              key={area}
              to={href}
              className="vp-area-link"
              activeProps={{}}
              aria-current={area === current ? 'true' : undefined}
            >
              {t(`nav.area.${area}`)}
            </Link>
          ))}
        </nav>
      ) : null}
      <nav className="vp-nav" aria-label={t('nav.label')} ref={strip}>
        {nav.map((page) => (
          <Link
            key={page.href}
            to={page.href}
            className="vp-nav-link"
            data-elsewhere={areas.length > 0 && page.area !== current ? '' : undefined}
            activeProps={{ 'aria-current': 'page' }}
            // One page is current: the deeper one where it has a name of its own here.
            activeOptions={{ exact: nav.some(({ href }) => isDeeper(href, page.href, pathname)) }}
          >
            {page.words}
          </Link>
        ))}
      </nav>
      {headParts().map(([name, Part]) => (
        <Part key={name} />
      ))}
      <PersonMenu session={session} onHelp={onHelp} />
    </header>
  );
}

function PersonMenu({
  session,
  onHelp,
}: {
  readonly session: Session;
  readonly onHelp: () => void;
}) {
  const { t } = useTranslation('shell');
  const router = useRouter();
  const { session: store, api } = useShell();
  const [isLookOpen, setLookOpen] = useState(false);
  const isLookMade = useOnceOpened(isLookOpen);
  const worn = wornHat(session);
  const roleWords = t(`role.${session.role}`);
  const otherHats: MenuItem[] = session.hats
    .filter((hat) => hat.id !== worn?.id)
    .map((hat) => ({
      id: `hat:${hat.id}`,
      label: t('person.switchTo', { role: t(`role.${hat.role}`) }),
      ...(hat.organisationName ? { detail: hat.organisationName } : {}),
    }));
  const switchTo = async (hatId: string) => {
    try {
      await store.switchTo(hatId);
    } catch {
      say({ text: t('person.switchFailed'), tone: 'danger' });
      return;
    }
    await router.invalidate();
    router.history.push('/');
  };
  const isWarned = useRef(false);
  const signOut = async () => {
    if (!(await leaveDevice()) && !isWarned.current) {
      isWarned.current = true;
      say({ text: t('person.unsent'), tone: 'danger' });
      return;
    }
    forgetKept();
    // The identity provider may have a page of its own on which the log-out ends.
    const next = await api.send<{ next?: string }>('POST', SIGN_OUT).catch(() => null);
    window.location.assign(next?.next ?? '/');
  };
  const act = (id: string) => {
    if (id.startsWith('hat:')) void switchTo(id.slice(4));
    else if (id === 'look') setLookOpen(true);
    else if (id === 'sessions') router.history.push('/aanmeldingen');
    else if (id === 'keys') onHelp();
    else if (id === 'out') void signOut();
  };
  return (
    <div className="vp-person">
      <Menu
        items={[
          ...otherHats,
          { id: 'look', label: t('look.title') },
          { id: 'sessions', label: t('person.sessions') },
          { id: 'keys', label: t('keys.title') },
          { id: 'out', label: t('act.signOut') },
        ]}
        onAct={act}
      >
        <Icon name="person" />
        <span className="vp-person-words">
          <span>{session.person.name}</span>
          <span className="vp-person-role">
            {session.organisation
              ? t('person.roleAt', { role: roleWords, organisation: session.organisation.name })
              : roleWords}
          </span>
        </span>
        <VisuallyHidden>, {t('person.menu')}</VisuallyHidden>
      </Menu>
      {isLookMade ? (
        <AppearanceDialog isOpen={isLookOpen} onClose={() => setLookOpen(false)} />
      ) : null}
    </div>
  );
}
