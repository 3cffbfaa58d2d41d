import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useState } from "react";
import { useMutation, useQuery } from "urql";
import { Choice } from "../../../../components/choice.tsx";
import { DataTable } from "../../../../components/data-table.tsx";
import { Empty } from "../../../../components/empty.tsx";
import { QueryTrouble } from "../../../../components/query-trouble.tsx";
import { Section } from "../../../../components/section.tsx";
import { Messages as MessagesQuery, ReplaySetAside } from "../../../../graphql/channel-watch.ts";
import type { ChannelWatchFragment, WebhookEventState } from "../../../../graphql/generated/graphql.ts";
import { useRefresh } from "../../../../graphql/use-refresh.ts";
import classes from "./channel.module.css";
import { MessageRow } from "./message-row.tsx";
import { WebhookState } from "./webhook-state.tsx";

type Shown = WebhookEventState | "all";

/** What the platform told the hub, and what became of it; what was given up can be worked again. */
export function Messages({ channel }: { channel: ChannelWatchFragment }) {
  const t = useTranslations("channelPage.messages");
  const [shown, show] = useState<Shown>("all");
  const variables = { channelId: channel.id, state: shown === "all" ? null : shown };
  const [{ data, error }, read] = useQuery({ query: MessagesQuery, variables });
  const again = () => read({ requestPolicy: "network-only" });
  const { eventsWaiting, eventsSetAside } = channel.health;
  const counted = `${eventsWaiting} ${eventsSetAside}`;
  useRefresh(again, undefined, 2_000);
  const readAgain = useEffectEvent((_counted: string) => again());
  useEffect(() => readAgain(counted), [counted]);
  const choices = [
    { value: "all", label: t("all") },
    { value: "waiting", label: t("waiting", { count: eventsWaiting }) },
    { value: "set_aside", label: t("setAside", { count: eventsSetAside }) },
    { value: "done", label: t("done") },
  ] as const;
  const messages = data?.webhookEvents.edges ?? [];
  const head = (
    <>
      <th>{t("received")}</th>
      <th>{t("topic")}</th>
      <th>{t("state")}</th>
      <th className="wide">{t("error")}</th>
      <th />
    </>
  );
  const aside = (
    <span className={classes.watch}>
      {eventsSetAside > 0 && <ReplayAll channelId={channel.id} onDone={again} />}
      <Choice label={t("show")} value={shown} choices={choices} onChoose={show} />
    </span>
  );
  return (
    <Section title={t("title")} aside={aside}>
      <WebhookState webhooks={channel.webhooks} />
      {error && !data && <QueryTrouble error={error} onRetry={again} />}
      {data && messages.length === 0 && <Empty title={t("empty.title")} text={t("empty.text")} />}
      {messages.length > 0 && (
        <DataTable isStacked label={t("title")} head={head}>
          {messages.map(({ node }) => (
            <MessageRow key={node.id} message={node} onReplayed={again} />
          ))}
        </DataTable>
      )}
    </Section>
  );
}

function ReplayAll({ channelId, onDone }: { channelId: string; onDone: () => void }) {
  const t = useTranslations("channelPage.messages");
  const [{ fetching }, replay] = useMutation(ReplaySetAside);
  return (
    <Button size="compact-sm" variant="default" loading={fetching} onClick={() => replay({ channelId }).then(onDone)}>
      {t("replayAll")}
    </Button>
  );
}
