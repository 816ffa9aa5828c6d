import { type ReactNode, useId } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { useLinkPress } from './link-navigation.ts';
import './button.css';

export type ButtonLook = 'primary' | 'secondary' | 'quiet' | 'danger';

export interface ButtonProps {
  readonly children: ReactNode;
  readonly look?: ButtonLook;
  readonly size?: 'normal' | 'small';
  readonly type?: 'button' | 'submit';
  readonly onPress?: () => void;
  readonly isDisabled?: boolean;
  /** Why the act is not allowed now; blocks the button and stands beside it in words. */
  readonly blockedBecause?: string | null;
  /** The act is under way: the button keeps its place and its focus but does nothing. */
  readonly isPending?: boolean;
  /** A name for who cannot see, where the text alone does not say enough. */
  readonly label?: string;
  readonly icon?: ReactNode;
  readonly autoFocus?: boolean;
  readonly slot?: string;
  readonly className?: string;
  readonly isExpanded?: boolean;
}

/** A button says what it does with a verb. Blocked, it says why. */
export function Button(props: ButtonProps) {
  const reasonId = useId();
  const { look = 'secondary', size = 'normal', blockedBecause } = props;
  const button = (
    <AriaButton
      className={`vp-button ${props.className ?? ''}`}
      data-look={look}
      data-size={size}
      type={props.type ?? 'button'}
      isDisabled={Boolean(blockedBecause) || (props.isDisabled ?? false)}
      isPending={props.isPending ?? false}
      autoFocus={props.autoFocus ?? false}
      {...(props.onPress ? { onPress: props.onPress } : {})}
      {...(props.label ? { 'aria-label': props.label } : {})}
      {...(props.slot ? { slot: props.slot } : {})}
      {...(props.isExpanded === undefined ? {} : { 'aria-expanded': props.isExpanded })}
      {...(blockedBecause ? { 'aria-describedby': reasonId } : {})}
    >
      {props.icon}
      {props.children}
    </AriaButton>
  );
  if (!blockedBecause) return button;
  return (
    <span className="vp-blocked">
      {button}
      <span id={reasonId} className="vp-blocked-reason">
        {blockedBecause}
      </span>
    </span>
  );
}

export interface LinkButtonProps {
  readonly children: ReactNode;
  readonly href: string;
  readonly look?: ButtonLook;
  readonly size?: 'normal' | 'small';
  readonly isCurrent?: boolean;
  readonly target?: '_blank';
  readonly download?: string | boolean;
  readonly icon?: ReactNode;
}

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function LinkButton(props: LinkButtonProps) {
  const press = useLinkPress();
  return (
    <a
      className="vp-button"
      href={props.href}
      onClick={press}
      data-look={props.look ?? 'secondary'}
      data-size={props.size ?? 'normal'}
      {...(props.isCurrent ? { 'aria-current': 'page' as const } : {})}
      {...(props.target ? { target: props.target, rel: 'noopener' } : {})}
      {...(props.download === undefined ? {} : { download: props.download })}
    >
      {props.icon}
      {props.children}
    </a>
  );
}
