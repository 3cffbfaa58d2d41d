import { Checkbox } from "@mantine/core";
import { useTranslations } from "next-intl";
import { PlatformMark } from "../../../components/platform-mark.tsx";
import { Tag } from "../../../components/tag.tsx";
import type { ListingLineFragment } from "../../../graphql/generated/graphql.ts";
import { LineActs } from "./line-acts.tsx";
import classes from "./listings.module.css";
import { MatchCell } from "./match-cell.tsx";
import type { ListingActs } from "./use-listing-acts.ts";
import { WhyCell } from "./why-cell.tsx";

interface Props {
  listing: ListingLineFragment;
  acts: ListingActs;
  isChosen: boolean;
  onToggle: () => void;
}

/** One listing: what the platform says, what it is or could be, why, and what to do. */
export function ListingLine({ listing, acts, isChosen, onToggle }: Props) {
  const t = useTranslations("listings");
  const { title, sku, barcode, platformId, vanishedAt, channel } = listing;
  return (
    <tr data-listing={platformId} data-chosen={isChosen || undefined}>
      <td>
        <Checkbox size="xs" aria-label={t("choose", { title })} checked={isChosen} onChange={onToggle} />
      </td>
      <td className="wide">
        <span className={classes.title}>{title}</span>
        <span className={classes.under}>
          <PlatformMark platform={channel.platform} />
          {channel.name}
          {vanishedAt && <Tag tone="warn">{t("vanished")}</Tag>}
        </span>
      </td>
      <td className={classes.desktop}>
        <span className={`code ${classes.codeLine}`}>{sku ?? t("noSku")}</span>
        <span className={`code ${classes.under}`}>{barcode ?? t("noBarcode")}</span>
      </td>
      <td className="wide">
        <MatchCell listing={listing} acts={acts} />
      </td>
      <td>
        <WhyCell listing={listing} />
      </td>
      <td>
        <LineActs listing={listing} acts={acts} />
      </td>
    </tr>
  );
}
