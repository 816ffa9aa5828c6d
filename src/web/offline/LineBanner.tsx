import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { formatClock, formatMoment } from '../i18n/format.ts';
import { useNow, useShell } from '../shell.ts';
import { Banner } from '../ui/feedback.tsx';
import { useOnline } from './use-line.ts';

const DAY_MS = 86_400_000;
const LOOK_MS = 5000;
/** Screens that ask anew each minute are older than this (ms) only when nobody answers. */
const OLD_MS = 150_000;

const clockOf = (at: number): string =>
  Date.now() - at < DAY_MS ? formatClock(at) : formatMoment(at);

function useIsCut(): boolean {
  const { live } = useShell();
  const isOnline = useOnline();
  const state = useSyncExternalStore(live.onState, live.state, live.state);
  return !isOnline || state === 'broken';
}

/** That nobody answers any more, and since when: what stands on the screen is from then. */
export function LineBanner() {
  const { t } = useTranslation('shell');
  const isCut = useIsCut();
  // A phone that slept does not know when it lost its line: the last look before it counts.
  const [heardAt, setHeardAt] = useState(() => Date.now());
  useEffect(() => {
    if (isCut) return undefined;
    const look = () => setHeardAt(Date.now());
    look();
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, [isCut]);
  return isCut ? (
    <Banner tone="caution" isAnnounced>
      {t('live.brokenSince', { at: clockOf(heardAt) })}
    </Banner>
  ) : null;
}

/** That what stands here grew old though the line seems to be there; for screens that ask anew each minute. */
export function OldBanner({ updatedAt }: { readonly updatedAt: number }) {
  const { t } = useTranslation('shell');
  const now = useNow();
  const isCut = useIsCut();
  return updatedAt > 0 && !isCut && now - updatedAt > OLD_MS ? (
    <Banner tone="caution" isAnnounced>
      {t('live.old', { at: clockOf(updatedAt) })}
    </Banner>
  ) : null;
}
