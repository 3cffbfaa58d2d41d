import { Button, Select } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { ListingWishKind } from "../../../graphql/generated/graphql.ts";
import classes from "./listings.module.css";
import type { ListingActs } from "./use-listing-acts.ts";
import type { ListingsView } from "./use-listings-view.ts";

const thresholds = ["95", "90", "85", "75", "60"] as const;

interface Props {
  view: ListingsView;
  acts: ListingActs;
  chosen: ReadonlySet<string>;
  /** Suggestions that wait. */
  suggested: number;
}

/** Acts on many listings: on those chosen, or on all suggestions that are sure enough. */
export function BulkBar({ view, acts, chosen, suggested }: Props) {
  const t = useTranslations("listings.bulk");
  const [threshold, setThreshold] = useState<string>("90");
  const act = (kind: ListingWishKind) => () => acts.change([...chosen].map((listingId) => ({ listingId, kind })));
  const button = { size: "compact-sm", variant: "default", disabled: acts.isBusy } as const;
  if (chosen.size > 0) {
    return (
      <div className={classes.bulk}>
        <span className={classes.chosen}>{t("chosen", { count: chosen.size })}</span>
        {view.status === "suggested" && (
          <Button {...button} variant="filled" onClick={act("accept")}>
            {t("accept")}
          </Button>
        )}
        {view.status === "linked" && (
          <Button {...button} onClick={act("unlink")}>
            {t("unlink")}
          </Button>
        )}
        {view.status === "ignored" ? (
          <Button {...button} onClick={act("unlink")}>
            {t("restore")}
          </Button>
        ) : (
          <Button {...button} onClick={act("ignore")}>
            {t("ignore")}
          </Button>
        )}
      </div>
    );
  }
  if (view.status !== "suggested" || suggested === 0) return null;
  return (
    <div className={classes.bulk}>
      <span>{t("all")}</span>
      <Select
        size="xs"
        className={classes.threshold}
        aria-label={t("threshold")}
        allowDeselect={false}
        value={threshold}
        data={thresholds.map((value) => ({ value, label: t("atLeast", { percent: Number(value) }) }))}
        onChange={(value) => setThreshold(value ?? "90")}
      />
      <Button {...button} onClick={() => acts.accept(view.channel || null, Number(threshold))}>
        {t("acceptAll")}
      </Button>
    </div>
  );
}
