import { IconArrowRight } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { Moment } from "../../../../components/moment.tsx";
import { Actor } from "../../../../components/movement/actor.tsx";
import { Changes } from "../../../../components/movement/changes.tsx";
import { Verb } from "../../../../components/movement/verb.tsx";
import { Num } from "../../../../components/num.tsx";
import type { MovementRowFragment } from "../../../../graphql/generated/graphql.ts";
import classes from "./product.module.css";

/** One movement: who, when, what, why, by how much, before and after. */
export function HistoryRow({ movement }: { movement: MovementRowFragment }) {
  const t = useTranslations("product.history");
  const { at, operation, location, onHandAfter, onHandDelta, availableAfter } = movement;
  return (
    <tr>
      <td className={classes.quiet}>
        <Moment at={at} />
      </td>
      <td>
        <Verb operation={operation} />
      </td>
      <td className="wide">
        <Actor actor={operation.actor} /> {operation.note && <span className={classes.quiet}>{operation.note}</span>}
      </td>
      <td>{location.name}</td>
      <td className="num">
        <Changes movement={movement} />
      </td>
      <td data-label={t("onHand")} className="num">
        {onHandDelta !== 0 && (
          <span className={classes.quiet}>
            <Num value={onHandAfter - onHandDelta} /> <IconArrowRight size={12} stroke={1.75} aria-hidden="true" />{" "}
          </span>
        )}
        <Num value={onHandAfter} />
      </td>
      <td data-label={t("available")} className="num">
        <Num value={availableAfter} />
      </td>
    </tr>
  );
}
