import { useTranslations } from "next-intl";
import { Tag } from "../../../../components/tag.tsx";
import { TimeAgo } from "../../../../components/time-ago.tsx";
import type { ListingWithTraceFragment } from "../../../../graphql/generated/graphql.ts";

/** Does the platform show what it should, and if not, why not? */
export function ListingState({ listing }: { listing: ListingWithTraceFragment }) {
  const t = useTranslations("product.listing");
  const push = listing.pushes.edges[0]?.node;
  if (listing.status !== "linked") return <Tag tone="warn">{t(`statuses.${listing.status}`)}</Tag>;
  if (push?.state === "rejected") return <Tag tone="bad">{t("rejected")}</Tag>;
  if (!listing.channel.isLive) return <Tag tone="plain">{t("notLive")}</Tag>;
  if (listing.channel.isPaused) return <Tag tone="plain">{t("paused")}</Tag>;
  if (listing.pendingSince) {
    return <Tag tone="accent">{t.rich("pending", { at: () => <TimeAgo at={listing.pendingSince} /> })}</Tag>;
  }
  if (push?.state === "skipped") return <Tag tone="good">{t("same")}</Tag>;
  return listing.confirmedAt ? <Tag tone="good">{t("confirmed")}</Tag> : <Tag tone="plain">{t("never")}</Tag>;
}
