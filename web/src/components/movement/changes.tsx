import { useTranslations } from "next-intl";
import type { MovementRowFragment } from "../../graphql/generated/graphql.ts";
import { Num } from "../num.tsx";
import classes from "./movement.module.css";

/** By how much a movement changed which figure. */
export function Changes({ movement }: { movement: MovementRowFragment }) {
  const t = useTranslations("movement");
  const { onHandDelta, unavailableDelta, reservedDelta, incomingDelta } = movement;
  const deltas = [
    { figure: "onHand", delta: onHandDelta },
    { figure: "unavailable", delta: unavailableDelta },
    { figure: "reserved", delta: reservedDelta },
    { figure: "incoming", delta: incomingDelta },
  ] as const;
  return (
    <span className={classes.changes}>
      {deltas
        .filter(({ delta }) => delta !== 0)
        .map(({ figure, delta }) => (
          <span key={figure}>
            <strong>
              <Num value={delta} signed />
            </strong>{" "}
            <span className={classes.quiet}>{t(figure)}</span>
          </span>
        ))}
    </span>
  );
}
