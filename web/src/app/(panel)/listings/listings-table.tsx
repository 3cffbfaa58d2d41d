import { Checkbox } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { DataTable } from "../../../components/data-table.tsx";
import classes from "./listings.module.css";
import { ListingsPart } from "./listings-part.tsx";
import type { ListingActs } from "./use-listing-acts.ts";
import type { ListingsView } from "./use-listings-view.ts";

/** One and the same for all turns: a new one would be taken for a change. */
const nothing: readonly string[] = [];

interface Props {
  view: ListingsView;
  /** Grows when everything is to be read again. */
  turn: number;
  acts: ListingActs;
  chosen: ReadonlySet<string>;
  onChoose: (chosen: ReadonlySet<string>) => void;
}

/** The listings of one view, part by part. */
export function ListingsTable({ view, turn, acts, chosen, onChoose }: Props) {
  const t = useTranslations("listings");
  const [parts, setParts] = useState(1);
  const [shown, setShown] = useState<readonly string[]>([]);
  const isAll = shown.length > 0 && shown.every((id) => chosen.has(id));
  const head = (
    <>
      <th>
        <Checkbox
          size="xs"
          aria-label={t("chooseAll")}
          checked={isAll}
          indeterminate={!isAll && chosen.size > 0}
          onChange={() => onChoose(new Set(isAll ? [] : shown))}
        />
      </th>
      <th className="wide">{t("columns.listing")}</th>
      <th className={classes.desktop}>{t("columns.codes")}</th>
      <th className="wide">{t("columns.match")}</th>
      <th>{t("columns.why")}</th>
      <th>{t("columns.acts")}</th>
    </>
  );
  return (
    <DataTable label={t("title")} head={head}>
      <ListingsPart
        {...{ view, turn, acts, chosen, onChoose, parts }}
        after={null}
        before={nothing}
        onMore={() => setParts(parts + 1)}
        onShown={setShown}
      />
    </DataTable>
  );
}
