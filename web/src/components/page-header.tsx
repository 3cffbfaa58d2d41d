import type { ReactNode } from "react";
import classes from "./page-header.module.css";

interface Props {
  title: ReactNode;
  /** The other screens of this place. */
  parts?: ReactNode;
  children?: ReactNode;
}

/** The title of a screen and what can be done there. */
export function PageHeader({ title, parts, children }: Props) {
  return (
    <header className={classes.header}>
      <h1>{title}</h1>
      {parts}
      {children && <div className={classes.actions}>{children}</div>}
    </header>
  );
}
