import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import './section.css';

interface TabItem {
  readonly id: string;
  readonly label: string;
  readonly content: ReactNode;
}

export interface TabsProps {
  /** What the tabs choose between, for who cannot see. */
  readonly label: string;
  readonly tabs: readonly TabItem[];
  readonly selected: string;
  readonly onSelect: (id: string) => void;
}

/** What Tab stops at by itself. */
const STOPS = 'a[href], button, input, select, textarea, [tabindex="0"]';

/** Which tab a key leads to: round at the ends. */
export function nextTab(key: string, at: number, count: number): number | null {
  if (key === 'ArrowRight') return (at + 1) % count;
  if (key === 'ArrowLeft') return (at + count - 1) % count;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : null;
}

/**
 * Ways to look at the same things (map, tiles, table); never to hide half of a list. One stop for the Tab
 * key; arrow keys choose (WAI-ARIA: tabs with automatic activation). Made by hand: a press here draws a
 * whole view anew, and the library's collections would come on top of that.
 */
export function Tabs({ label, tabs, selected, onSelect }: TabsProps) {
  const base = useId();
  const list = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const current = Math.max(
    0,
    tabs.findIndex(({ id }) => id === selected),
  );
  // A panel in which Tab stops nowhere is a stop itself, or its end could not be reached.
  useEffect(() => {
    panel.current?.setAttribute('tabindex', panel.current.querySelector(STOPS) ? '-1' : '0');
  });
  const walk = (event: KeyboardEvent) => {
    const next = nextTab(event.key, current, tabs.length);
    const tab = next === null ? undefined : tabs[next];
    if (next === null || !tab) return;
    event.preventDefault();
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus();
    if (tab.id !== selected) onSelect(tab.id);
  };
  const shown = tabs[current];
  return (
    <div className="vp-tabs">
      {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- the tabs in it have the focus */}
      <div
        className="vp-tab-list"
        role="tablist"
        aria-label={label}
        aria-orientation="horizontal"
        ref={list}
        onKeyDown={walk}
      >
        {tabs.map((tab, at) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={`${base}-${tab.id}`}
            className="vp-tab"
            aria-selected={at === current}
            aria-controls={at === current ? `${base}-panel` : undefined}
            tabIndex={at === current ? 0 : -1}
            onClick={() => onSelect(tab.id)}
          >
            {tab.label}
          </button>
        ))}
      </div>
      {shown ? (
        <div
          key={shown.id}
          className="vp-tab-panel"
          role="tabpanel"
          id={`${base}-panel`}
          aria-labelledby={`${base}-${shown.id}`}
          ref={panel}
        >
          {shown.content}
        </div>
      ) : null}
    </div>
  );
}
