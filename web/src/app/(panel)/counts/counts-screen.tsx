"use client";

import { Button, Skeleton } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { PageHeader } from "../../../components/page-header.tsx";
import { CountDone } from "./count-done.tsx";
import { CountReview } from "./count-review.tsx";
import type { CountSession } from "./count-session.ts";
import { CountStart } from "./count-start.tsx";
import { Counting } from "./counting.tsx";
import classes from "./counts.module.css";
import type { BookedLine } from "./use-book-count.ts";
import { useCountSession } from "./use-count-session.ts";

/** A count from the choice of the place to what came of it; it outlives the page, the tab and the connection. */
export function CountsScreen() {
  const t = useTranslations("counts");
  const { session, isSaved, start, end, step } = useCountSession();
  const [isReview, setReview] = useState(false);
  const [done, setDone] = useState<readonly BookedLine[] | null>(null);
  const [thrown, setThrown] = useState<CountSession | null>(null);
  const discard = () => {
    setReview(false);
    setThrown(session ?? null);
    end();
  };
  const finish = (lines: readonly BookedLine[]) => {
    setReview(false);
    setDone(lines);
  };
  return (
    <div className={classes.screen}>
      <PageHeader title={session ? session.locationName : t("title")}>
        {session && !done && !session.sending && hasAny(session) && (
          <Button size="compact-sm" variant="subtle" color="gray" onClick={discard}>
            {t("discard")}
          </Button>
        )}
      </PageHeader>
      {session === null && thrown && (
        <p className={classes.thrown} role="status">
          {t("discarded", { count: thrown.lines.length, place: thrown.locationName })}
          <Button size="compact-sm" variant="default" onClick={() => start(thrown)}>
            {t("undo")}
          </Button>
        </p>
      )}
      {session === undefined && <Skeleton className={classes.waiting} height={160} />}
      {!isSaved && <p className={classes.notSaved}>{t("notSaved")}</p>}
      {done && <CountDone lines={done} hasMore={!!session} onNext={() => setDone(null)} />}
      {session === null && !done && <CountStart onStart={start} />}
      {session && !done && !isReview && !session.sending && (
        <Counting session={session} step={step} onReview={() => setReview(true)} onEnd={end} />
      )}
      {session && !done && (isReview || session.sending) && (
        <CountReview session={session} step={step} onBack={() => setReview(false)} onBooked={finish} />
      )}
    </div>
  );
}

function hasAny({ lines, codes }: CountSession): boolean {
  return lines.length + codes.length > 0;
}
