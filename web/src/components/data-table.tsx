import type { ReactNode } from "react";
import classes from "./data-table.module.css";

interface Props {
  /** Names the table for those who do not see it. */
  label: string;
  /** The head's cells. */
  head: ReactNode;
  /** On a phone each row becomes a few lines; cells then say their `data-label` themselves. */
  isStacked?: boolean;
  children: ReactNode;
}

/** A quiet table: one line between rows, figures to the right. */
export function DataTable({ label, head, isStacked = false, children }: Props) {
  return (
    <table className={classes.table} aria-label={label} data-stacked={isStacked || undefined}>
      <thead>
        <tr>{head}</tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}
