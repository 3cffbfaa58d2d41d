import { useTranslations } from "next-intl";
import { Tag } from "../../../components/tag.tsx";
import { TimeAgo } from "../../../components/time-ago.tsx";
import { Trouble } from "../../../components/trouble.tsx";
import type { HubSettingsQuery } from "../../../graphql/generated/graphql.ts";
import classes from "./settings.module.css";

/** What the last proof of the books found. */
export function AuditState({ audit }: Pick<HubSettingsQuery, "audit">) {
  const t = useTranslations("settings.audit");
  if (!audit) return <p className={classes.text}>{t("never")}</p>;
  const broken = audit.breaches.length;
  if (broken > 0) return <Trouble title={t("broken", { count: broken })} text={t("brokenText")} />;
  return (
    <p className={classes.text}>
      <Tag tone="good">{t("good")}</Tag> <TimeAgo at={audit.ranAt} />
    </p>
  );
}
