"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import list from "../list.module.css";
import { PagedTable } from "../paged-table.tsx";
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
      {!productId && <th className={list.desktop}>{t("from")}</th>}
      <th className={list.desktop}>{t("to")}</th>
      <th className={list.desktop}>{t("expected")}</th>
      <th className="num">{t("open")}</th>
      <th>
        <span className={list.hidden}>{t("acts")}</span>
      </th>
    </>
  );
  return (
    <PagedTable
      label={t("title")}
      head={head}
      usePage={usePage}
      columns={productId ? 5 : 6}
      turn={turn}
      empty={empty}
      row={(expectation) => (
        <IncomingRow expectation={expectation} isOfProduct={productId !== null} onChanged={onChanged} />
      )}
    />
  );
}
