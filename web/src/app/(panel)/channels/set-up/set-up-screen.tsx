"use client";

import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { BackLink } from "../../../../components/back-link.tsx";
import { isOwnSystem } from "../../../../components/channel/is-own-system.ts";
import { Empty } from "../../../../components/empty.tsx";
import { PageHeader } from "../../../../components/page-header.tsx";
import { QueryTrouble } from "../../../../components/query-trouble.tsx";
import { Section } from "../../../../components/section.tsx";
import { Tag } from "../../../../components/tag.tsx";
import { Trouble } from "../../../../components/trouble.tsx";
import type { ListingStatus } from "../../../../graphql/generated/graphql.ts";
import { channelPath } from "../../../../routes.ts";
import { ImportStep } from "./import-step.tsx";
import { MatchStep } from "./match-step.tsx";
import { OpeningStep } from "./opening-step.tsx";
import { SwitchStep } from "./switch-step.tsx";
import { useSetUp } from "./use-set-up.ts";

/** The steps of a new channel, each with how far it is; the last lets its quantities out. */
export function SetUpScreen() {
  const t = useTranslations("setUp");
  const channelId = useSearchParams().get("channel") ?? "";
  const setUp = useSetUp(channelId);
  const { channel, counts, preview, error, refusal, isMissing, refresh } = setUp;
  if (isMissing || channelId === "") return <Empty title={t("missing.title")} text={t("missing.text")} />;
  if (error && !channel) return <QueryTrouble error={error} onRetry={refresh} />;
  if (!channel) return <PageHeader title={t("title")} />;
  return (
    <>
      <BackLink href={channelPath(channelId)}>{channel.name}</BackLink>
      <PageHeader title={t("of", { name: channel.name })}>
        <Tag tone={channel.isLive ? "good" : "warn"}>{t(channel.isLive ? "live" : "shadow")}</Tag>
      </PageHeader>
      {refusal !== null && <Trouble title={t("refused")} text={refusal} />}
      <Section title={t("steps.import")}>
        <ImportStep run={channel.lastImport ?? null} isKnown={isAnyOf(counts)} onImport={setUp.importAgain} />
      </Section>
      <Section title={t("steps.match")}>
        <MatchStep channelId={channelId} counts={counts} onMatch={setUp.match} />
      </Section>
      {!isOwnSystem(channel.platform) && (
        <Section title={t("steps.opening")}>
          <OpeningStep channel={channel} onRead={setUp.readLive} onDone={refresh} />
        </Section>
      )}
      <Section title={t(isOwnSystem(channel.platform) ? "steps.switchOwn" : "steps.switch")}>
        <SwitchStep channel={channel} preview={preview} onRead={setUp.readLive} onSwitch={setUp.switchTo} />
      </Section>
    </>
  );
}

/** Listings can have come without an import that is remembered. */
function isAnyOf(counts: Readonly<Record<ListingStatus, number>> | undefined): boolean {
  return Object.values(counts ?? {}).some((listings) => listings > 0);
}
