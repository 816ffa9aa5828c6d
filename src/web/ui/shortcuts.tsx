import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useEffectEvent,
  useSyncExternalStore,
} from 'react';
import { useTranslation } from 'react-i18next';
import { Checkbox } from './choices.tsx';
import { Dialog } from './dialogs.tsx';
import './shortcuts.css';

/** One or two keys after each other, as `event.key` names them: `['?']`, `['g', 'r']`. */
export type Keys = readonly [string] | readonly [string, string];

interface Shortcut {
  readonly keys: Keys;
  readonly words: string;
  readonly run: () => void;
}

/** Every shortcut of the page that is open. Shortcuts go places; none of them changes data. */
export class ShortcutBook {
  #shortcuts: readonly Shortcut[] = [];
  #listeners = new Set<() => void>();
  #first: { key: string; at: number } | null = null;

  add(shortcut: Shortcut): () => void {
    this.#set([...this.#shortcuts, shortcut]);
    return () => this.#set(this.#shortcuts.filter((one) => one !== shortcut));
  }

  #set(shortcuts: readonly Shortcut[]): void {
    this.#shortcuts = shortcuts;
    for (const listener of this.#listeners) listener();
  }

  list = (): readonly Shortcut[] => this.#shortcuts;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Takes one key at a moment in milliseconds; answers whether a shortcut used it. */
  press(key: string, at: number): boolean {
    const first = this.#first && at - this.#first.at < SECOND_KEY_MS ? this.#first.key : null;
    this.#first = null;
    // The page opened last wins, as its shortcuts came last.
    const found = this.#shortcuts.findLast(({ keys }) =>
      keys.length === 2 ? keys[0] === first && keys[1] === key : first === null && keys[0] === key,
    );
    if (found) found.run();
    else if (this.#shortcuts.some(({ keys }) => keys.length === 2 && keys[0] === key)) {
      this.#first = { key, at };
    }
    return found !== undefined;
  }
}

const SECOND_KEY_MS = 1500;
const TYPING =
  'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable], [role="listbox"], [role="menu"], [role="spinbutton"]';

const Book = createContext<ShortcutBook | null>(null);

export interface ShortcutsProps {
  readonly children: ReactNode;
  /** Single keys can hinder speech control: whoever wants can switch them off (WCAG 2.1.4). */
  readonly isOn: boolean;
}

/** Listens for keys outside fields, and hands them to the shortcuts of the page. */
export function Shortcuts({ children, isOn }: ShortcutsProps) {
  const book = useMemo(() => new ShortcutBook(), []);
  useEffect(() => {
    if (!isOn) return undefined;
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (event.target instanceof Element && event.target.closest(TYPING)) return;
      // A message in the corner is an alertdialog too, but asks for no answer.
      if (document.querySelector('[role="dialog"], [role="alertdialog"]:not(.vp-toast)')) return;
      if (book.press(event.key, event.timeStamp)) event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [book, isOn]);
  return <Book value={book}>{children}</Book>;
}

/** Gives the page a shortcut for as long as the component is there. */
export function useShortcut(keys: Keys, words: string, run: () => void): void {
  const book = useContext(Book);
  const latest = useEffectEvent(run);
  const [first, second] = keys;
  useEffect(() => {
    const asked: Keys = second === undefined ? [first] : [first, second];
    return book?.add({ keys: asked, words, run: () => latest() });
  }, [book, first, second, words]);
}

export interface KeyboardHelpProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly isOn: boolean;
  readonly onSwitch: (isOn: boolean) => void;
}

const none: readonly Shortcut[] = [];
const nothing = () => () => {};

/** All shortcuts that work here, and the switch for them. */
export function KeyboardHelp(props: KeyboardHelpProps) {
  const { t } = useTranslation('shell');
  const book = useContext(Book);
  const shortcuts = useSyncExternalStore(
    book?.subscribe ?? nothing,
    book?.list ?? (() => none),
    () => none,
  );
  const fixed = [
    { keys: ['Tab'], words: t('keys.tab') },
    { keys: ['←', '↑', '→', '↓'], words: t('keys.arrows') },
    { keys: ['Enter'], words: t('keys.enter') },
    { keys: ['Esc'], words: t('keys.escape') },
    { keys: ['F6'], words: t('keys.toasts') },
  ];
  return (
    <Dialog title={t('keys.title')} isOpen={props.isOpen} onClose={props.onClose}>
      <Checkbox isSelected={props.isOn} onChange={props.onSwitch}>
        {t('keys.on')}
      </Checkbox>
      <table className="vp-keys">
        <caption className="vp-hidden">{t('keys.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('keys.key')}</th>
            <th scope="col">{t('keys.does')}</th>
          </tr>
        </thead>
        <tbody>
          {[...(props.isOn ? shortcuts : []), ...fixed].map(({ keys, words }) => (
            <tr key={keys.join(' ')}>
              <td>
                {keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </td>
              <td>{words}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}
