import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Disclosure as AriaDisclosure, DisclosurePanel } from 'react-aria-components/Disclosure';
import { Heading } from 'react-aria-components/Heading';
import { useTranslation } from 'react-i18next';
import { Button } from './Button.tsx';
import { Icon } from './icons.tsx';
import './section.css';

export interface DisclosureProps {
  readonly title: string;
  /** As a function: made when it is first opened. */
  readonly children: ReactNode | (() => ReactNode);
  readonly startsOpen?: boolean;
  /** 2 where it stands right under the page's title. */
  readonly level?: 2 | 3;
}

/** More about one thing, opened by who wants it. */
export function Disclosure(props: DisclosureProps) {
  const [wasOpened, setWasOpened] = useState(props.startsOpen ?? false);
  const { children } = props;
  return (
    <AriaDisclosure
      className="vp-disclosure"
      defaultExpanded={props.startsOpen ?? false}
      onExpandedChange={(isOpen) => setWasOpened((before) => before || isOpen)}
    >
      <Heading level={props.level ?? 3} className="vp-disclosure-head">
        <AriaButton slot="trigger" className="vp-disclosure-button">
          <Icon name="chevron" />
          {props.title}
        </AriaButton>
      </Heading>
      <DisclosurePanel className="vp-disclosure-panel">
        {typeof children === 'function' ? (wasOpened ? children() : null) : children}
      </DisclosurePanel>
    </AriaDisclosure>
  );
}

export interface SidePanelProps {
  readonly title: string;
  readonly subtitle?: ReactNode;
  readonly children: ReactNode;
  readonly onClose: () => void;
}

/**
 * The detail at the right: part of the page, not over it. It takes the focus when it opens for
 * something else, Esc closes it, and the focus goes back to where it came from.
 */
export function SidePanel(props: SidePanelProps) {
  const { t } = useTranslation('shell');
  const titleId = useId();
  const headRef = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    headRef.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.stopPropagation();
    props.onClose();
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveElementInteractions: Esc closes from anywhere inside
    <section className="vp-panel" aria-labelledby={titleId} onKeyDown={closeOnEscape}>
      <header className="vp-panel-head">
        <div>
          <h2 id={titleId} ref={headRef} tabIndex={-1}>
            {props.title}
          </h2>
          {props.subtitle ? <p className="vp-muted">{props.subtitle}</p> : null}
        </div>
        <Button
          look="quiet"
          label={t('act.closePanel')}
          onPress={props.onClose}
          className="vp-icon-button"
        >
          <Icon name="close" />
        </Button>
      </header>
      <div className="vp-panel-body">{props.children}</div>
    </section>
  );
}

/** Words for who cannot see. */
export function VisuallyHidden({ children }: { readonly children: ReactNode }) {
  return <span className="vp-hidden">{children}</span>;
}

/** The first stop of the Tab key: past the head, to what the page is about. */
export function SkipLink({ to }: { readonly to: string }) {
  const { t } = useTranslation('shell');
  return (
    <a className="vp-skip" href={`#${to}`}>
      {t('act.skip')}
    </a>
  );
}
