import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { canResync } from "../../../components/listing/can-resync.ts";
import { Resync } from "../../../components/listing/resync.tsx";
import type { ListingLineFragment, ListingWishKind } from "../../../graphql/generated/graphql.ts";
import { ChooseProduct } from "./choose-product.tsx";
import classes from "./listings.module.css";
import type { ListingActs } from "./use-listing-acts.ts";

interface Props {
  listing: ListingLineFragment;
  acts: ListingActs;
}

/** What a person can do with one listing. */
export function LineActs({ listing, acts }: Props) {
  const t = useTranslations("listings.acts");
  const { id, status, suggestion } = listing;
  const act = (kind: ListingWishKind) => () => acts.change([{ listingId: id, kind }]);
  const accept = () => {
    if (!suggestion) return;
    const { product, packSize } = suggestion;
    return acts.change([{ listingId: id, kind: "accept", productId: product.id, packSize }]);
  };
  const button = { size: "compact-sm", variant: "default", disabled: acts.isBusy } as const;
  return (
    <span className={classes.acts}>
      {suggestion && (
        <Button {...button} variant="filled" onClick={accept}>
          {t("accept")}
        </Button>
      )}
      <ChooseProduct
        label={status === "linked" || suggestion ? t("other") : t("choose")}
        isDisabled={acts.isBusy}
        onChoose={(productId, packSize) => acts.change([{ listingId: id, kind: "link", productId, packSize }])}
      />
      {status === "linked" && (
        <Button {...button} onClick={act("unlink")}>
          {t("unlink")}
        </Button>
      )}
      {canResync(listing) && <Resync listingId={id} title={listing.title} />}
      {status === "ignored" ? (
        <Button {...button} onClick={act("unlink")}>
          {t("restore")}
        </Button>
      ) : (
        status !== "linked" && (
          <Button {...button} onClick={act("ignore")}>
            {t("ignore")}
          </Button>
        )
      )}
    </span>
  );
}
