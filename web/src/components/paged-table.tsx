import type { ReactNode } from "react";
import { DataTable } from "./data-table.tsx";
import { PagedRows, type PagedRowsProps } from "./paged-rows.tsx";

interface Props<Node> extends PagedRowsProps<Node> {
  /** Names the table for those who do not see it. */
  label: string;
  /** The head's cells. */
  head: ReactNode;
  isStacked?: boolean;
}

/** A list of any length as a table: read part by part, live. */
export function PagedTable<Node extends { readonly id: string }>({ label, head, isStacked, ...rows }: Props<Node>) {
  return (
    <DataTable label={label} head={head} isStacked={isStacked ?? false}>
      <PagedRows {...rows} />
    </DataTable>
  );
}
