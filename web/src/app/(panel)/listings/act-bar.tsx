import { Button } from "@mantine/core";
import { IconArrowBackUp, IconCheck } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { TimeAgo } from "../../../components/time-ago.tsx";
import { Trouble } from "../../../components/trouble.tsx";
import type { ListingCountsQuery } from "../../../graphql/generated/graphql.ts";
import classes from "./listings.module.css";
import type { ListingActs } from "./use-listing-acts.ts";

interface Props {
  acts: ListingActs;
  /** The newest act of anybody. */
  last: ListingCountsQuery["listingActs"][number] | undefined;
}

/** What came of the last act, who did it, and the way back. */
export function ActBar({ acts, last }: Props) {
  const t = useTranslations("listings.last");
  const { answer, isBusy, undo } = acts;
  if (answer?.kind === "unanswered") return <Note title={t("unanswered.title")} text={t("unanswered.text")} />;
  if (answer?.kind === "refused") return <Note title={t("refused")} text={answer.message} />;
  const refusal = answer?.result.results.find((row) => row.refusal)?.refusal;
  return (
    <>
      {refusal && answer && <Note title={t("partly", { count: answer.result.refused })} text={refusal.message} />}
      {last && (
        <p className={classes.last} role="status">
          {last.undoneAt ? (
            <IconArrowBackUp size={16} aria-hidden="true" />
          ) : (
            <IconCheck size={16} aria-hidden="true" />
          )}
          <span>{t(last.undoneAt ? "undone" : "done", { actor: last.actor, count: last.changed })}</span>
          <TimeAgo at={last.at} />
          {!last.undoneAt && (
            <Button size="compact-xs" variant="default" loading={isBusy} onClick={() => undo(last.id)}>
              {t("undo")}
            </Button>
          )}
        </p>
      )}
    </>
  );
}

function Note({ title, text }: { title: string; text: string }) {
  return (
    <div className={classes.note}>
      <Trouble title={title} text={text} />
    </div>
  );
}
