/** Buttons and links that look like buttons. */
import type { ButtonHTMLAttributes, ReactNode } from "react";
import { Link, type LinkProps } from "react-router";
import style from "./button.module.css";

type Look = "main" | "plain" | "quiet" | "danger";
type Shape = { look?: Look; small?: boolean; children: ReactNode };

const classes = (look: Look, small: boolean): string => [style["button"], style[look], small ? style["small"] : ""].join(" ");

export function Button({ look = "plain", small = false, busy = false, ...rest }: Shape & { busy?: boolean } & ButtonHTMLAttributes<HTMLButtonElement>) {
  return <button type="button" {...rest} disabled={rest.disabled ?? busy} aria-busy={busy || undefined} className={classes(look, small)} />;
}

export function ButtonLink({ look = "plain", small = false, ...rest }: Shape & LinkProps) {
  return <Link {...rest} className={classes(look, small)} />;
}
