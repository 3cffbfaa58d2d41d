import { useTranslations } from "next-intl";
import type { ChannelStateFragment } from "../../graphql/generated/graphql.ts";
import { DataTable } from "../data-table.tsx";
import { ChannelHealthRow } from "./channel-health-row.tsx";

/** Is every channel in step: one row each. */
export function ChannelHealthTable({ channels }: { channels: readonly ChannelStateFragment[] }) {
  const t = useTranslations("channels");
  const head = (
    <>
      <th>{t("channel")}</th>
      <th>{t("state")}</th>
      <th className="num">{t("waiting")}</th>
      <th className="num" title={t("lagHelp")}>
        {t("lag")}
      </th>
      <th className="num" title={t("driftHelp")}>
        {t("drift")}
      </th>
      <th>{t("lastPush")}</th>
      <th>{t("lastOrder")}</th>
      <th>{t("lastPoll")}</th>
    </>
  );
  return (
    <DataTable isStacked label={t("label")} head={head}>
      {channels.map((channel) => (
        <ChannelHealthRow key={channel.id} channel={channel} />
      ))}
    </DataTable>
  );
}
