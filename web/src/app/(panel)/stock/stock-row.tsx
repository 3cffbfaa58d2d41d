import { Skeleton } from "@mantine/core";
import type { Row } from "@tanstack/react-table";
import type { StockRowFragment } from "../../../graphql/generated/graphql.ts";
import classes from "./stock.module.css";
import type { features } from "./stock-columns.tsx";
import type { StockTableModel } from "./stock-head.tsx";

interface Place {
  index: number;
  /** Distance from the top of the list, in px. */
  top: number;
  height: number;
}

interface Props extends Place {
  table: StockTableModel;
  row: Row<typeof features, StockRowFragment>;
}

/** One product. */
export function StockRow({ table, row, index, top, height }: Props) {
  return (
    <div
      role="row"
      className={classes.row}
      style={at(top, height)}
      aria-rowindex={index + 2}
      data-index={index}
      data-sku={row.original.sku}
    >
      {row.getAllCells().map((cell) => (
        <div key={cell.id} role="cell" className={classes.cell}>
          <table.FlexRender cell={cell} />
        </div>
      ))}
    </div>
  );
}

/** A product that is on its way. */
export function WaitingRow({ index, top, height }: Place) {
  return (
    <div role="row" className={classes.row} style={at(top, height)} aria-hidden="true">
      <div className={classes.cell}>
        <Skeleton height={12} width={96} />
        <Skeleton height={12} width={120 + ((index * 53) % 110)} />
      </div>
    </div>
  );
}

function at(top: number, height: number) {
  return { transform: `translateY(${top}px)`, height };
}
