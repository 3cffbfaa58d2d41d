import type { ReactTable } from "@tanstack/react-table";
import type { StockRowFragment } from "../../../graphql/generated/graphql.ts";
import classes from "./stock.module.css";
import type { features } from "./stock-columns.tsx";

/** The table as its parts see it. */
export type StockTableModel = ReactTable<typeof features, StockRowFragment>;

/** The head stays in sight while the rows move under it. */
export function StockHead({ table }: { table: StockTableModel }) {
  return (
    <thead>
      {table.getHeaderGroups().map((group) => (
        <tr key={group.id} aria-rowindex={1}>
          {group.headers.map((header) => (
            <th key={header.id} scope="col">
              <div className={classes.cell}>
                <table.FlexRender header={header} />
              </div>
            </th>
          ))}
        </tr>
      ))}
    </thead>
  );
}
