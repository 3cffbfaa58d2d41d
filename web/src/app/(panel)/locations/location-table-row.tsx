import { useLocale, useTranslations } from "next-intl";
import { Num } from "../../../components/num.tsx";
import { Tag } from "../../../components/tag.tsx";
import type { LocationRowFragment } from "../../../graphql/generated/graphql.ts";
import { LocationPopover } from "./location-popover.tsx";
import classes from "./locations.module.css";

/** One location: what it is, where it sends to, what it keeps back. */
export function LocationTableRow({ location, onSaved }: { location: LocationRowFragment; onSaved: () => void }) {
  const t = useTranslations("locations");
  const names = new Intl.DisplayNames(useLocale(), { type: "region" });
  const nameOf = (country: string) => names.of(country) ?? country;
  return (
    <tr>
      <td className="wide">
        <span className={classes.name}>{location.name}</span>{" "}
        <span className={`code ${classes.quiet}`}>{location.code}</span>
      </td>
      <td className={classes.quiet}>{t(`kinds.${location.kind}`)}</td>
      <td className={classes.quiet}>{nameOf(location.country)}</td>
      <td data-label={t("shipsTo")} className={classes.quiet}>
        {location.shipsTo.map(nameOf).join(", ") || t("everywhere")}
      </td>
      <td data-label={t("priority")} className="num">
        <Num value={location.priority} />
      </td>
      <td data-label={t("safetyStock")} className="num">
        <Num value={location.safetyStock} />
      </td>
      <td>
        <Tag tone={location.isActive ? "good" : "plain"}>{t(location.isActive ? "active" : "inactive")}</Tag>
      </td>
      <td>
        <LocationPopover location={location} onSaved={onSaved} />
      </td>
    </tr>
  );
}
