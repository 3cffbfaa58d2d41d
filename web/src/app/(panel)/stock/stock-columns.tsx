import { IconAlertCircle } from "@tabler/icons-react";
import { createColumnHelper, tableFeatures } from "@tanstack/react-table";
import type { useTranslations } from "next-intl";
import { LiveNumber } from "../../../components/live-number.tsx";
import { Num } from "../../../components/num.tsx";
import type { ChannelNamesQuery, StockRowFragment } from "../../../graphql/generated/graphql.ts";
import { ChannelHead } from "./channel-head.tsx";
import { OnHandCell } from "./on-hand-cell.tsx";
import { ProductCell } from "./product-cell.tsx";
import { PublishedCell } from "./published-cell.tsx";
import classes from "./stock.module.css";

/** The table sorts, filters and pages in the API: it needs no feature of its own. */
export const features = tableFeatures({});

const helper = createColumnHelper<typeof features, StockRowFragment>();

/** The columns of the stock table: the pool first, then what each channel shows. */
export function stockColumns(
  t: ReturnType<typeof useTranslations<"stock.columns">>,
  channels: ChannelNamesQuery["channels"],
  hidden: ReadonlySet<string>,
) {
  const all = helper.columns([
    helper.display({ id: "product", header: t("product"), cell: ({ row }) => <ProductCell product={row.original} /> }),
    helper.display({
      id: "available",
      header: t("available"),
      cell: ({ row: { original } }) => (
        <span className={original.available === 0 ? classes.zero : classes.strong}>
          <LiveNumber value={original.available} />
        </span>
      ),
    }),
    helper.display({ id: "onHand", header: t("onHand"), cell: ({ row }) => <OnHandCell product={row.original} /> }),
    helper.display({
      id: "reserved",
      header: t("reserved"),
      cell: ({ row }) => <Quiet value={row.original.reserved} />,
    }),
    helper.display({
      id: "incoming",
      header: t("incoming"),
      cell: ({ row }) => <Quiet value={row.original.incoming} />,
    }),
    helper.display({
      id: "cover",
      header: t("cover"),
      cell: ({ row: { original } }) => (
        <span className={original.isLow ? classes.low : classes.quiet}>
          {original.isLow && <IconAlertCircle size={14} stroke={2} aria-hidden="true" />}
          <Num value={wholeDays(original.daysOfCover)} />
        </span>
      ),
    }),
    ...channels.map((channel) =>
      helper.display({
        id: channel.id,
        header: () => <ChannelHead name={channel.name} platform={channel.platform} />,
        cell: ({ row }) => <PublishedCell listings={row.original.listings} channelId={channel.id} />,
      }),
    ),
  ]);
  return all.filter(({ id }) => id === undefined || !hidden.has(id));
}

/** A day begun is no day of cover. */
function wholeDays(days: number | null | undefined): number | null {
  return days === null || days === undefined ? null : Math.floor(days);
}

function Quiet({ value }: { value: number | null | undefined }) {
  return (
    <span className={value ? classes.quiet : classes.none}>
      <LiveNumber value={value} />
    </span>
  );
}
