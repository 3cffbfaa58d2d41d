import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { LiveNumber } from "../../../components/live-number.tsx";
import type { StockRowFragment } from "../../../graphql/generated/graphql.ts";
import classes from "./stock.module.css";

type Listing = StockRowFragment["listings"][number];

interface Props {
  listings: readonly Listing[];
  channelId: string;
}

/** What one channel shows of a product, and whether the platform has confirmed it. */
export function PublishedCell({ listings, channelId }: Props) {
  const t = useTranslations("stock");
  const own = listings.filter(({ channel }) => channel.id === channelId);
  const [first] = own;
  if (!first)
    return (
      <span className={classes.none} title={t("notListed")}>
        –
      </span>
    );
  return (
    <>
      {own.some(({ pendingSince }) => pendingSince) && <Waiting />}
      {first.status === "conflict" && <IconAlertTriangle size={14} color="var(--bad)" aria-label={t("conflict")} />}
      <span className={first.published === 0 ? classes.zero : undefined} data-testid={`published-${channelId}`}>
        <LiveNumber value={first.published} />
      </span>
    </>
  );
}

function Waiting() {
  const t = useTranslations("stock");
  return <span className={classes.waiting} role="img" aria-label={t("waiting")} title={t("waiting")} />;
}
