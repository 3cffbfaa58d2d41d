import { useTranslations } from "next-intl";
import type { LevelFragment } from "../../../../graphql/generated/graphql.ts";
import classes from "./product.module.css";

/** A location with what is special about it. */
export function LocationName({ location }: { location: LevelFragment["location"] }) {
  const t = useTranslations("product.locations");
  const notes = [
    t(`kinds.${location.kind}`),
    location.country,
    location.safetyStock > 0 && t("keeps", { units: location.safetyStock }),
    !location.isActive && t("inactive"),
  ].filter(Boolean);
  return (
    <>
      <span className={classes.name}>{location.name}</span> <span className={classes.quiet}>{notes.join(" · ")}</span>
    </>
  );
}
