import { Skeleton } from "@mantine/core";
import { useTranslations } from "next-intl";
import { ChannelHealthTable } from "../../../components/channel/channel-health-table.tsx";
import { Empty } from "../../../components/empty.tsx";
import { QueryTrouble } from "../../../components/query-trouble.tsx";
import { Section } from "../../../components/section.tsx";
import { useChannels } from "../../../graphql/channels-provider.tsx";

/** One row of health for each channel. */
export function ChannelsInStep() {
  const t = useTranslations("dashboard");
  const none = useTranslations("channels.empty");
  const { channels, error, refresh } = useChannels();
  return (
    <Section title={t("channels")}>
      {channels && channels.length > 0 && <ChannelHealthTable channels={channels} />}
      {channels?.length === 0 && <Empty title={none("title")} text={none("text")} />}
      {!channels && (error ? <QueryTrouble error={error} onRetry={refresh} /> : <Skeleton height={152} />)}
    </Section>
  );
}
