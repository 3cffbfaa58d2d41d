import type { ReactNode } from "react";
import classes from "./data-table.module.css";

interface Props {
  /** Names the table for those who do not see it. */
  label: string;
  /** The head's cells. */
  head: ReactNode;
  children: ReactNode;
}

/** A quiet table: one line between rows, figures to the right. */
export function DataTable({ label, head, children }: Props) {
  return (
    <table className={classes.table} aria-label={label}>
      <thead>
        <tr>{head}</tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}
