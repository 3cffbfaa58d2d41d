"use client";

import { Skeleton } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useQuery } from "urql";
import { PageHeader } from "../../../components/page-header.tsx";
import { QueryTrouble } from "../../../components/query-trouble.tsx";
import { Section } from "../../../components/section.tsx";
import { HubSettings } from "../../../graphql/settings.ts";
import { ApiKeys } from "./api-keys.tsx";
import { AuditState } from "./audit-state.tsx";
import { InboxDays } from "./inbox-days.tsx";
import classes from "./settings.module.css";

/** What holds for the whole hub. */
export function SettingsScreen() {
  const t = useTranslations("settings");
  const [{ data, error }, read] = useQuery({ query: HubSettings });
  const again = () => read({ requestPolicy: "network-only" });
  return (
    <>
      <PageHeader title={t("title")} />
      {!data && (
        <div className={classes.waiting}>
          {error ? <QueryTrouble error={error} onRetry={again} /> : <Skeleton height={240} />}
        </div>
      )}
      {data && (
        <>
          <Section title={t("audit.title")}>
            <AuditState audit={data.audit} />
          </Section>
          <Section title={t("inbox.title")}>
            <InboxDays days={data.inboxDays} onSaved={again} />
          </Section>
          <Section title={t("keys.title")}>
            <ApiKeys />
          </Section>
        </>
      )}
    </>
  );
}
