import { Button } from "@mantine/core";
import { IconArrowRight, IconCheck } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { LevelFragment } from "../../graphql/generated/graphql.ts";
import { Num } from "../num.tsx";
import type { Answer } from "./answer.ts";
import classes from "./change.module.css";
import { ChangeRefused } from "./change-refused.tsx";
import type { Place } from "./place.ts";
import { type StockChange, useStockChange } from "./use-stock-change.ts";

/** A change that was made. */
export interface Outcome {
  productId: string;
  kind: StockChange["kind"];
  quantity: number;
  /** The place as it was before. */
  place: Place;
  /** The level as it is after. */
  level: LevelFragment;
}

/** Says what the change made of the number, beside the button that made it, and offers to take it back. */
export function ChangeOutcome({ outcome, onDone }: { outcome: Outcome; onDone: () => void }) {
  const t = useTranslations("change");
  const change = useStockChange();
  const [isBusy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Exclude<Answer<never>, { kind: "done" }> | null>(null);
  const undo = async () => {
    setBusy(true);
    const answer = await change(undoOf(outcome));
    setBusy(false);
    if (answer.kind === "done") onDone();
    else setRefused(answer);
  };
  return (
    <>
      <p className={classes.outcome} role="status">
        <IconCheck size={16} stroke={2.25} color="var(--good)" aria-hidden="true" />
        <span>{outcome.place.location.name}</span>
        <span className={classes.figures}>
          <Num value={outcome.place.onHand} />
          <IconArrowRight size={14} stroke={1.75} aria-label={t("becomes")} />
          <strong>
            <Num value={outcome.level.onHand} />
          </strong>
        </span>
      </p>
      {refused && <ChangeRefused answer={refused} />}
      <div className={classes.actions}>
        <Button variant="default" loading={isBusy} onClick={undo}>
          {t("undo")}
        </Button>
        <Button onClick={onDone} autoFocus>
          {t("done")}
        </Button>
      </div>
    </>
  );
}

/** The opposite change. What was set is set back, unless somebody changed it since. */
function undoOf({ productId, kind, quantity, place, level }: Outcome): StockChange {
  const back = { productId, locationId: place.location.id, seen: level.onHand, reason: "undo", note: null };
  if (kind === "set") return { ...back, kind: "set", quantity: place.onHand };
  return { ...back, kind: kind === "subtract" ? "add" : "subtract", quantity };
}
