import { Progress } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DataTable } from "../../../../components/data-table.tsx";
import { Empty } from "../../../../components/empty.tsx";
import { Moment } from "../../../../components/moment.tsx";
import { Num } from "../../../../components/num.tsx";
import { Section } from "../../../../components/section.tsx";
import { Tag } from "../../../../components/tag.tsx";
import type { ChannelWatchFragment } from "../../../../graphql/generated/graphql.ts";
import classes from "./channel.module.css";

type Run = ChannelWatchFragment["reconcileRuns"][number];

/** The last readings of live quantities, and how far the one under way is. */
export function Readings({ runs, aside }: { runs: readonly Run[]; aside: ReactNode }) {
  const t = useTranslations("channelPage.readings");
  const head = (
    <>
      <th>{t("started")}</th>
      <th>{t("by")}</th>
      <th className="num">{t("read")}</th>
      <th className="num">{t("missing")}</th>
      <th className="num">{t("drifts")}</th>
      <th className="wide">{t("state")}</th>
    </>
  );
  return (
    <Section title={t("title")} aside={aside}>
      {runs.length === 0 ? (
        <Empty title={t("empty.title")} text={t("empty.text")} />
      ) : (
        <DataTable isStacked label={t("title")} head={head}>
          {runs.map((run) => (
            <Reading key={run.id} run={run} />
          ))}
        </DataTable>
      )}
    </Section>
  );
}

function Reading({ run }: { run: Run }) {
  const t = useTranslations("channelPage.readings");
  return (
    <tr>
      <td className={classes.quiet}>
        <Moment at={run.startedAt} />
      </td>
      <td data-label={t("by")}>
        {run.actor ? t(run.isResync ? "resyncBy" : "readBy", { actor: run.actor }) : t("clock")}
      </td>
      <td data-label={t("read")} className="num">
        <Num value={run.read} />
      </td>
      <td data-label={t("missing")} className="num">
        <Num value={run.missing} />
      </td>
      <td data-label={t("drifts")} className="num">
        <Num value={run.drifts} />
      </td>
      <td className="wide">
        <ReadingState run={run} />
      </td>
    </tr>
  );
}

function ReadingState({ run }: { run: Run }) {
  const t = useTranslations("channelPage.readings");
  if (run.endedAt) return <Tag tone="good">{t("complete")}</Tag>;
  const share = run.listings === 0 ? 100 : Math.min(100, (run.read / run.listings) * 100);
  return (
    <span className={classes.progress}>
      <Progress value={share} aria-label={t("progress", { read: run.read, listings: run.listings })} />
      {run.error ? (
        <span className={classes.bad}>{t("heldUp", { error: run.error })}</span>
      ) : (
        <span className={classes.quiet}>{t("progress", { read: run.read, listings: run.listings })}</span>
      )}
    </span>
  );
}
