import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useQuery } from "urql";
import { Choice } from "../../../../components/choice.tsx";
import { DataTable } from "../../../../components/data-table.tsx";
import { Empty } from "../../../../components/empty.tsx";
import { QueryTrouble } from "../../../../components/query-trouble.tsx";
import { Section } from "../../../../components/section.tsx";
import { Drifts as DriftsQuery } from "../../../../graphql/channel-watch.ts";
import type { ChannelWatchFragment } from "../../../../graphql/generated/graphql.ts";
import { DriftRow } from "./drift-row.tsx";

/** Listings that showed another quantity than expected: why, and what became of it. */
export function Drifts({ channel }: { channel: ChannelWatchFragment }) {
  const t = useTranslations("channelPage.drifts");
  const [shown, show] = useState<"open" | "all">("all");
  const variables = { channelId: channel.id, isOpen: shown === "open" ? true : null };
  const [{ data, error }, read] = useQuery({ query: DriftsQuery, variables });
  const { driftsOpen, driftsToday, driftsHealedToday } = channel.health;
  const found = `${driftsOpen} ${driftsToday} ${driftsHealedToday}`;
  useEffect(() => read({ requestPolicy: "network-only" }), [read, found]);
  const choices = [
    { value: "all", label: t("all") },
    { value: "open", label: t("open", { count: driftsOpen }) },
  ] as const;
  const drifts = data?.drifts.edges ?? [];
  const head = (
    <>
      <th>{t("found")}</th>
      <th className="wide">{t("listing")}</th>
      <th className="num">{t("expected")}</th>
      <th className="num">{t("live")}</th>
      <th>{t("cause")}</th>
      <th>{t("end")}</th>
    </>
  );
  return (
    <Section title={t("title")} aside={<Choice label={t("show")} value={shown} choices={choices} onChoose={show} />}>
      {error && !data && <QueryTrouble error={error} onRetry={() => read({ requestPolicy: "network-only" })} />}
      {data && drifts.length === 0 && <Empty title={t("empty.title")} text={t("empty.text")} />}
      {drifts.length > 0 && (
        <DataTable isStacked label={t("title")} head={head}>
          {drifts.map(({ node }) => (
            <DriftRow key={node.id} drift={node} />
          ))}
        </DataTable>
      )}
    </Section>
  );
}
