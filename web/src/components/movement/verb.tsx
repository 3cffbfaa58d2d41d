import { useTranslations } from "next-intl";
import type { MovementRowFragment } from "../../graphql/generated/graphql.ts";
import { reasons } from "../change/reasons.ts";
import classes from "./movement.module.css";

const verbs = [
  ...([
    "receive",
    "adjust",
    "import_order",
    "reserve",
    "release",
    "ship",
    "count",
    "transfer_out",
    "transfer_in",
  ] as const),
  ...(["quarantine", "unquarantine", "write_off", "restock", "mirror", "hold", "extend_hold", "release_hold"] as const),
  ...(["expire_holds", "expect", "change_expectation", "cancel_expectation", "place_order", "cancel_order"] as const),
  ...(["sell", "reroute", "decide_return"] as const),
] as const;
const knownReasons = [...new Set([...reasons.adjust, ...reasons.aside, ...reasons.receive, "undo", "shelf"] as const)];

/** The panel's own words for acts whose verb says it all. */
const silent: readonly string[] = ["transfer", "changed", "cancelled", "extended", "released", "shipped"];

type Operation = Pick<MovementRowFragment["operation"], "verb" | "reason">;

/** What was done, and why; a verb or reason that the panel does not know is shown as it was given. */
export function Verb({ operation }: { operation: Operation }) {
  const t = useTranslations("movement");
  const words = useTranslations("change.reasons");
  const order = /^order (?<name>.+)$/.exec(operation.reason)?.groups?.name;
  if (operation.verb === "import_order" && order) return t("order", { name: order });
  const verb = verbs.find((each) => each === operation.verb);
  const reason = knownReasons.find((each) => each === operation.reason);
  return (
    <>
      {verb ? t(`verbs.${verb}`) : t("verbs.other", { verb: operation.verb })}{" "}
      {!silent.includes(operation.reason) && (
        <span className={classes.quiet}>{reason ? words(reason) : operation.reason}</span>
      )}
    </>
  );
}
