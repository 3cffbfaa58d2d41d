"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Choice } from "../../../components/choice.tsx";
import { DataTable } from "../../../components/data-table.tsx";
import { Empty } from "../../../components/empty.tsx";
import { FormPopover } from "../../../components/form-popover.tsx";
import { HoldForm } from "../../../components/holds/hold-form.tsx";
import list from "../../../components/list.module.css";
import { PageHeader } from "../../../components/page-header.tsx";
import { PagedRows } from "../../../components/paged-rows.tsx";
import { PartLinks } from "../frame/part-links.tsx";
import { HoldTableRow } from "./hold-table-row.tsx";
import { useHolds } from "./use-holds.ts";

const views = ["open", "all"] as const;

/** Units that are kept for somebody without an order, until when and for whom. */
export function HoldsScreen() {
  const t = useTranslations("holds");
  const stock = useTranslations("stock");
  const [view, setView] = useState<(typeof views)[number]>("open");
  const [turn, setTurn] = useState(0);
  const changed = () => setTurn((now) => now + 1);
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
  return (
    <>
      <PageHeader title={stock("title")} parts={<PartLinks of="stock" />}>
        <FormPopover label={t("make.open")}>
          {(close) => (
            <HoldForm
              lines={[]}
              onDone={() => {
                close();
                changed();
              }}
              onCancel={close}
            />
          )}
        </FormPopover>
      </PageHeader>
      <div className={list.toolbar}>
        <Choice
          label={t("view")}
          value={view}
          choices={views.map((value) => ({ value, label: t(`views.${value}`) }))}
          onChoose={setView}
        />
      </div>
      <div className={list.list}>
        <DataTable label={t("title")} head={head}>
          <PagedRows
            key={view}
            usePage={usePage}
            columns={6}
            turn={turn}
            empty={<Empty title={t("empty.title")} text={t("empty.text")} />}
            row={(hold) => <HoldTableRow hold={hold} onChanged={changed} />}
          />
        </DataTable>
      </div>
    </>
  );
}
