import { useTranslations } from "next-intl";
import { Tag } from "../../../../components/tag.tsx";
import { TimeAgo } from "../../../../components/time-ago.tsx";
import { Trouble } from "../../../../components/trouble.tsx";
import type { ChannelWatchFragment } from "../../../../graphql/generated/graphql.ts";
import classes from "./channel.module.css";

/** Whether the platform sends all the messages that it should; the hub looks each hour, and asks again for what is missing. */
export function WebhookState({ webhooks }: Pick<ChannelWatchFragment, "webhooks">) {
  const t = useTranslations("channelPage.webhooks");
  if (!webhooks) return <p className={classes.webhooks}>{t("never")}</p>;
  const { error, ensuredAt, repaired, repairedAt } = webhooks;
  if (error) return <Trouble title={t("trouble")} text={t("troubleText", { error })} />;
  return (
    <p className={classes.webhooks}>
      <Tag tone={ensuredAt ? "good" : "plain"}>{t(ensuredAt ? "ensured" : "waits")}</Tag>
      {ensuredAt && (
        <span>
          {t("checked")} <TimeAgo at={ensuredAt} />
        </span>
      )}
      {repairedAt && (
        <span>
          {t("repaired", { topics: repaired.join(", ") })} <TimeAgo at={repairedAt} />
        </span>
      )}
    </p>
  );
}
