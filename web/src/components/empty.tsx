import type { ReactNode } from "react";
import classes from "./empty.module.css";

interface Props {
  title: string;
  /** What to do next. */
  text: string;
  children?: ReactNode;
}

/** Nothing here: says why and what to do next. */
export function Empty({ title, text, children }: Props) {
  return (
    <div className={classes.empty}>
      <p className={classes.title}>{title}</p>
      <p className={classes.text}>{text}</p>
      {children && <div className={classes.actions}>{children}</div>}
    </div>
  );
}
