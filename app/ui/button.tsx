import { Link, useNavigation, type LinkProps } from "@remix-run/react";
import { useEffect, useId, useState, type ButtonHTMLAttributes, type MouseEvent, type ReactNode } from "react";
import { classes, Icon } from "./icon";
import type { IconName } from "./icon-names";

type Look = {
  /** Full by default: one a subject. "line" is the alternative, "text" the minor, "danger" the irreversible. */
  variant?: "full" | "line" | "text" | "danger";
  size?: "sm" | "lg";
  block?: boolean;
  icon?: IconName;
  /** The words are for screen readers only: the icon is clear to everybody else (previous, next, close). */
  iconOnly?: boolean;
  children: ReactNode;
};

/** The class names of a button's look. */
export function buttonClass(
  { variant = "full", size, block, iconOnly }: Omit<Look, "children">,
  more?: string,
): string {
  return (
    classes(
      "btn",
      variant !== "full" && `btn--${variant}`,
      size && `btn--${size}`,
      block && "btn--block",
      iconOnly && "btn--icon",
      more,
    ) ?? ""
  );
}

function Face({ icon, iconOnly, size, children }: Look) {
  return (
    <>
      {icon && <Icon name={icon} size={size === "sm" ? "sm" : undefined} />}
      {iconOnly ? <span className="sr">{children}</span> : children}
    </>
  );
}

type ButtonProps = Look &
  Omit<ButtonHTMLAttributes<HTMLButtonElement>, "disabled"> & {
    /** Its work is under way: shows a spinner, and a second press does nothing. */
    pending?: boolean;
    /** The words while it is pending ("Réservation en cours…"). */
    pendingLabel?: ReactNode;
    /** Why it cannot be pressed yet, shown beside it. A button is never disabled without a word. */
    unavailable?: ReactNode;
  };

/** A button. It submits its form unless `type` says otherwise. */
export function Button(props: ButtonProps) {
  const {
    variant,
    size,
    block,
    icon,
    iconOnly,
    children,
    className,
    pending,
    pendingLabel,
    unavailable,
    onClick,
    ...rest
  } = props;
  const why = useId();
  const held = Boolean(pending || unavailable);
  const press = (event: MouseEvent<HTMLButtonElement>) => (held ? event.preventDefault() : onClick?.(event));
  const button = (
    <button
      type={unavailable ? "button" : "submit"}
      {...rest}
      onClick={press}
      className={buttonClass({ variant, size, block, iconOnly }, className)}
      aria-busy={pending || undefined}
      aria-disabled={unavailable ? true : undefined}
      aria-describedby={unavailable ? why : rest["aria-describedby"]}
    >
      {pending && <span className="spin" aria-hidden="true" />}
      <Face icon={pending ? undefined : icon} iconOnly={iconOnly} size={size}>
        {(pending && pendingLabel) || children}
      </Face>
    </button>
  );
  if (!unavailable) return button;
  return (
    <span className="row">
      {button}
      <span className="small soft" id={why}>
        {unavailable}
      </span>
    </span>
  );
}

/** A submit button that turns pending by itself while what it sent is under way. */
export function SubmitButton(props: Omit<ButtonProps, "pending" | "type">) {
  const { state } = useNavigation();
  const [pressed, setPressed] = useState(false);
  useEffect(() => {
    if (state === "idle") setPressed(false);
  }, [state]);
  return (
    <Button
      {...props}
      pending={pressed && state !== "idle"}
      onClick={(event) => {
        setPressed(true);
        props.onClick?.(event);
      }}
    />
  );
}

/** A link that looks like a button. */
export function ButtonLink({ variant, size, block, icon, iconOnly, children, className, ...rest }: Look & LinkProps) {
  return (
    <Link {...rest} className={buttonClass({ variant, size, block, iconOnly }, className)}>
      <Face icon={icon} iconOnly={iconOnly} size={size}>
        {children}
      </Face>
    </Link>
  );
}
