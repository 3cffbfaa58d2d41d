import { Skeleton } from "@mantine/core";
import type { Row } from "@tanstack/react-table";
import { memo } from "react";
import type { StockRowFragment } from "../../../graphql/generated/graphql.ts";
import classes from "./stock.module.css";
import type { features } from "./stock-columns.tsx";
import type { StockTableModel } from "./stock-head.tsx";

interface Props {
  table: StockTableModel;
  row: Row<typeof features, StockRowFragment>;
  index: number;
  /** What is shown of it. */
  columns: object;
}

/** One product. Drawn again only when it changed, not because others came into sight. */
export const StockRow = memo(PlainRow, (before, after) => {
  const isSame = before.row.original === after.row.original && before.columns === after.columns;
  return isSame && before.index === after.index;
});

function PlainRow({ table, row, index }: Props) {
  return (
    <tr className={classes.row} aria-rowindex={index + 2} data-index={index} data-sku={row.original.sku}>
      {row.getAllCells().map((cell) => (
        <td key={cell.id} data-column={cell.column.id}>
          <div className={classes.cell}>
            <table.FlexRender cell={cell} />
          </div>
        </td>
      ))}
    </tr>
  );
}

/** A product that is on its way. */
export function WaitingRow({ index, columns }: { index: number; columns: number }) {
  return (
    <tr className={classes.row} aria-busy="true">
      <td colSpan={columns}>
        <div className={classes.cell}>
          <Skeleton height={12} width={96} />
          <Skeleton height={12} width={120 + ((index * 53) % 110)} ml={26} />
        </div>
      </td>
    </tr>
  );
}

/** Stands for rows that are not in sight. */
export function Gap({ height }: { height: number }) {
  return height > 0 ? <tr style={{ height }} /> : null;
}
