import { Text } from 'react-aria-components/Text';
import {
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as AriaToastRegion,
} from 'react-aria-components/Toast';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button.tsx';
import { Icon } from './icons.tsx';
import './overlay.css';

/** What was done, and the way back. */
export interface ToastMessage {
  readonly text: string;
  readonly detail?: string;
  readonly tone?: 'plain' | 'danger';
  /** The way back; "Ongedaan maken" unless it is named otherwise. */
  readonly undo?: () => void;
  readonly undoLabel?: string;
}

const PLAIN_MS = 10_000;
const UNDO_MS = 20_000;

/** The toasts that wait: three are seen at a time, and none goes while one looks at it. */
export const toasts: ToastQueue<ToastMessage> = new ToastQueue<ToastMessage>({
  maxVisibleToasts: 3,
});

/**
 * Says in the corner what was done. It stays 10 s, with a way back 20 s; hovering or focusing it
 * stops the clock. What went wrong stays until it is closed. Answers the key to close it with.
 */
export function say(message: ToastMessage, stayMs?: number): string {
  const timeout = stayMs ?? (message.undo ? UNDO_MS : PLAIN_MS);
  return toasts.add(message, message.tone === 'danger' && stayMs === undefined ? {} : { timeout });
}

const onToasts = (listener: () => void) => toasts.subscribe(listener);
const countToasts = () => toasts.visibleToasts.length;

/** Where toasts appear: a landmark of its own, reached with F6. */
export function ToastRegion() {
  const { t } = useTranslation('shell');
  const count = useSyncExternalStore(onToasts, countToasts, countToasts);
  return (
    <AriaToastRegion
      queue={toasts}
      className="vp-toasts vp-no-print"
      // React Aria makes the region a stop of F6 when its name changes while it is there: with a
      // name that never changes it would be registered once, while it is empty, and never be found.
      aria-label={t('toast.region', { count })}
    >
      {({ toast }) => (
        <AriaToast toast={toast} className="vp-toast" data-tone={toast.content.tone ?? 'plain'}>
          <ToastContent className="vp-toast-words">
            <Text slot="title">{toast.content.text}</Text>
            {toast.content.detail ? (
              <Text slot="description" className="vp-option-detail">
                {' '}
                {toast.content.detail}
              </Text>
            ) : null}
          </ToastContent>
          {toast.content.undo ? (
            <Button
              onPress={() => {
                toast.content.undo?.();
                toasts.close(toast.key);
              }}
            >
              {toast.content.undoLabel ?? t('act.undo')}
            </Button>
          ) : null}
          <Button slot="close" look="quiet" label={t('act.close')} className="vp-icon-button">
            <Icon name="close" />
          </Button>
        </AriaToast>
      )}
    </AriaToastRegion>
  );
}
