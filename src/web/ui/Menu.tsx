import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  MenuTrigger,
} from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { Icon } from './icons.tsx';
import './overlay.css';

export interface MenuItem {
  readonly id: string;
  readonly label: string;
  readonly detail?: string;
  readonly href?: string;
}

export interface MenuProps {
  /** What the button says. */
  readonly children: ReactNode;
  /** What the button says to who cannot see what it stands beside. */
  readonly label?: string;
  readonly items: readonly MenuItem[];
  readonly onAct: (id: string) => void;
}

/** A button that opens a few acts. */
export function Menu(props: MenuProps) {
  return (
    <MenuTrigger>
      <AriaButton
        className="vp-button"
        data-look="quiet"
        {...(props.label ? { 'aria-label': props.label } : {})}
      >
        {props.children}
        <Icon name="chevron" />
      </AriaButton>
      <Popover className="vp-popover" placement="bottom end">
        <AriaMenu className="vp-listbox" onAction={(id) => props.onAct(String(id))}>
          {props.items.map((item) => (
            <AriaMenuItem
              key={item.id}
              id={item.id}
              textValue={item.label}
              className="vp-option"
              {...(item.href ? { href: item.href } : {})}
            >
              <span>{item.label}</span>
              {item.detail ? <span className="vp-option-detail">{item.detail}</span> : null}
            </AriaMenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
