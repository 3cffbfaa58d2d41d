import { Button } from "@mantine/core";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ListingLineFragment, MatchFragment } from "../../../graphql/generated/graphql.ts";
import { productPath } from "../../../routes.ts";
import classes from "./listings.module.css";
import type { ListingActs } from "./use-listing-acts.ts";

interface Props {
  listing: ListingLineFragment;
  acts: ListingActs;
}

/** The product that a listing shows or could show; in conflict all of them, each with its own yes. */
export function MatchCell({ listing, acts }: Props) {
  const t = useTranslations("listings");
  const { id, product, suggestion, candidates } = listing;
  if (product) return <ProductName product={product} packSize={1} />;
  if (suggestion) return <ProductName product={suggestion.product} packSize={suggestion.packSize} />;
  if (candidates.length === 0) return <span className={classes.none}>{t("noMatch")}</span>;
  return (
    <ul className={classes.candidates}>
      {candidates.map((each) => (
        <li key={`${each.product.id}/${each.packSize}`}>
          <ProductName product={each.product} packSize={each.packSize} />
          <span className={classes.why}>
            {t(`reasons.${each.reason}`)} · {t("sure", { percent: each.confidence })}
          </span>
          <Button
            size="compact-xs"
            variant="default"
            disabled={acts.isBusy}
            onClick={() =>
              acts.change([{ listingId: id, kind: "link", productId: each.product.id, packSize: each.packSize }])
            }
          >
            {t("acts.thisOne")}
          </Button>
        </li>
      ))}
    </ul>
  );
}

function ProductName({ product, packSize }: Pick<MatchFragment, "product" | "packSize">) {
  const t = useTranslations("listings");
  return (
    <span className={classes.product}>
      <Link className={classes.title} href={productPath(product.sku)} prefetch={false} data-row-link>
        {packSize > 1 && <strong className={classes.pack}>{t("pack", { units: packSize })}</strong>}
        {product.title}
      </Link>
      <span className={`code ${classes.under}`}>{product.sku}</span>
    </span>
  );
}
