import { useTranslations } from "next-intl";
import type { MovementRowFragment } from "../../graphql/generated/graphql.ts";
import { reasons } from "../change/reasons.ts";
import classes from "./movement.module.css";

const verbs = ["receive", "adjust", "import_order", "reserve", "release", "ship", "count"] as const;
const knownReasons = [...new Set([...reasons.adjust, ...reasons.receive, "undo", "shelf"] as const)];

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
      <span className={classes.quiet}>{reason ? words(reason) : operation.reason}</span>
    </>
  );
}
