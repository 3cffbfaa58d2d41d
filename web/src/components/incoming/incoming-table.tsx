"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DataTable } from "../data-table.tsx";
import { PagedRows } from "../paged-rows.tsx";
import classes from "./incoming.module.css";
import { IncomingRow } from "./incoming-row.tsx";
import { useExpectations } from "./use-expectations.ts";

interface Props {
  /** Null: of all products. */
  productId: string | null;
  turn: number;
  empty: ReactNode;
  onChanged: () => void;
}

/** What is on its way: purchases, and units between two locations. */
export function IncomingTable({ productId, turn, empty, onChanged }: Props) {
  const t = useTranslations("incoming");
  const usePage = (after: string | null) => useExpectations(productId, after);
  const head = (
    <>
      <th className="wide">{t(productId ? "from" : "product")}</th>
      {!productId && <th className={classes.desktop}>{t("from")}</th>}
      <th className={classes.desktop}>{t("to")}</th>
      <th className={classes.desktop}>{t("expected")}</th>
      <th className="num">{t("open")}</th>
      <th>
        <span className={classes.hidden}>{t("acts")}</span>
      </th>
    </>
  );
  return (
    <DataTable label={t("title")} head={head}>
      <PagedRows
        usePage={usePage}
        columns={productId ? 5 : 6}
        turn={turn}
        empty={empty}
        row={(expectation) => (
          <IncomingRow expectation={expectation} isOfProduct={productId !== null} onChanged={onChanged} />
        )}
      />
    </DataTable>
  );
}
