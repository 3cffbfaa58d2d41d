import { type ReactNode, useId } from "react";
import classes from "./section.module.css";

interface Props {
  title: string;
  aside?: ReactNode;
  children: ReactNode;
}

/** A part of a screen under its own heading, parted from the one above by a line. */
export function Section({ title, aside, children }: Props) {
  const id = useId();
  return (
    <section className={classes.section} aria-labelledby={id}>
      <div className={classes.head}>
        <h2 id={id} className={classes.title}>
          {title}
        </h2>
        {aside && <div className={classes.aside}>{aside}</div>}
      </div>
      <div className={classes.scroll}>{children}</div>
    </section>
  );
}
