"use client";

import { useTranslations } from "next-intl";
import { useReducer, useState } from "react";
import { Choice } from "../../../components/choice.tsx";
import { Empty } from "../../../components/empty.tsx";
import { FormPopover } from "../../../components/form-popover.tsx";
import { HoldForm } from "../../../components/holds/hold-form.tsx";
import list from "../../../components/list.module.css";
import { PagedTable } from "../../../components/paged-table.tsx";
import { ListScreen } from "../frame/list-screen.tsx";
import { HoldTableRow } from "./hold-table-row.tsx";
import { useHolds } from "./use-holds.ts";

const views = ["open", "all"] as const;

/** Units that are kept for somebody without an order, until when and for whom. */
export function HoldsScreen() {
  const t = useTranslations("holds");
  const [view, setView] = useState<(typeof views)[number]>("open");
  const [turn, changed] = useReducer((turns: number) => turns + 1, 0);
  const usePage = (after: string | null) => useHolds(view === "open", after);
  const head = (
    <>
      <th>{t("reference")}</th>
      <th className="wide">{t("what")}</th>
      <th className={list.desktop}>{t("from")}</th>
      <th className={list.desktop}>{t("until")}</th>
      <th className={list.desktop}>{t("madeBy")}</th>
      <th>
        <span className={list.hidden}>{t("acts")}</span>
      </th>
    </>
  );
  const acts = (
    <FormPopover label={t("make.open")} onDone={changed}>
      {(ends) => <HoldForm lines={[]} {...ends} />}
    </FormPopover>
  );
  const choices = views.map((value) => ({ value, label: t(`views.${value}`) }));
  return (
    <ListScreen
      of="stock"
      acts={acts}
      filter={<Choice label={t("view")} value={view} choices={choices} onChoose={setView} />}
    >
      <PagedTable
        key={view}
        label={t("title")}
        head={head}
        usePage={usePage}
        columns={6}
        turn={turn}
        empty={<Empty title={t("empty.title")} text={t("empty.text")} />}
        row={(hold) => <HoldTableRow hold={hold} onChanged={changed} />}
      />
    </ListScreen>
  );
}
