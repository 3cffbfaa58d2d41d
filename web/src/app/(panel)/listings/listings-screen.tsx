"use client";

import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { PageHeader } from "../../../components/page-header.tsx";
import { useListKeys } from "../../../components/use-list-keys.ts";
import { ActBar } from "./act-bar.tsx";
import { BulkBar } from "./bulk-bar.tsx";
import { FileMenu } from "./file-menu.tsx";
import classes from "./listings.module.css";
import { ListingsTable } from "./listings-table.tsx";
import { ListingsToolbar } from "./listings-toolbar.tsx";
import { useListingActs } from "./use-listing-acts.ts";
import { type ListingsView, useListingsView } from "./use-listings-view.ts";

/** How often the counts are read while an import may be running. */
const countsEveryMs = 5_000;

/** What every listing is matched with, and what waits for a person. */
export function ListingsScreen() {
  const t = useTranslations("listings");
  const { view, change, data, readCounts } = useListingsView();
  const [turn, setTurn] = useState(0);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const again = () => {
    readCounts();
    setTurn((now) => now + 1);
    setChosen(new Set());
  };
  const readAgain = useEffectEvent(readCounts);
  useEffect(() => {
    const timer = setInterval(() => readAgain(), countsEveryMs);
    return () => clearInterval(timer);
  }, []);
  const acts = useListingActs(again);
  const list = useRef<HTMLDivElement>(null);
  useListKeys(list);
  const show = (next: Partial<ListingsView>) => {
    setChosen(new Set());
    change(next);
  };
  if (!view) return <PageHeader title={t("title")} />;
  return (
    <>
      <PageHeader title={t("title")}>
        <FileMenu view={view} onDone={again} />
      </PageHeader>
      <ListingsToolbar view={view} counts={data?.listingCounts} onChange={show} />
      <ActBar acts={acts} last={data?.listingActs[0]} />
      <BulkBar view={view} acts={acts} chosen={chosen} suggested={data?.listingCounts.suggested ?? 0} />
      <div ref={list} className={classes.list}>
        <ListingsTable
          key={JSON.stringify(view)}
          view={view}
          turn={turn}
          acts={acts}
          chosen={chosen}
          onChoose={setChosen}
        />
      </div>
    </>
  );
}
