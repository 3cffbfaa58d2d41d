import { useTranslations } from "next-intl";
import { Tag } from "../../../components/tag.tsx";
import type { RulePlaceQuery } from "../../../graphql/generated/graphql.ts";
import classes from "./rules.module.css";

interface Props {
  value: string | null;
  inherited: RulePlaceQuery["ruleInForce"]["inherited"][number] | null;
  isChanged: boolean;
}

/** Whether a field's value is its own, or from which rule it is inherited. */
export function Origin({ value, inherited, isChanged }: Props) {
  const t = useTranslations("rules.origin");
  if (isChanged)
    return (
      <span className={classes.origin}>
        <Tag tone="accent">{t("changed")}</Tag>
      </span>
    );
  if (value !== null)
    return (
      <span className={classes.origin}>
        <Tag tone="plain">{t("own")}</Tag>
      </span>
    );
  if (!inherited) return <span className={classes.origin}>{t("default")}</span>;
  const channel = inherited.channel?.name;
  const from = inherited.isOfProduct ? t("product") : channel ? t("channel", { channel }) : t("hub");
  return <span className={classes.origin}>{t("inherited", { from })}</span>;
}
