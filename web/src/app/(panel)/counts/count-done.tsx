import { Button } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { Num } from "../../../components/num.tsx";
import classes from "./counts.module.css";
import type { BookedLine } from "./use-book-count.ts";

interface Props {
  lines: readonly BookedLine[];
  /** Lines or codes are left. */
  hasMore: boolean;
  onNext: () => void;
}

/** What the count made of the numbers; what moved while it was going on is shown as arithmetic. */
export function CountDone({ lines, hasMore, onNext }: Props) {
  const t = useTranslations("counts.done");
  return (
    <div className={classes.counting}>
      <p className={classes.booked} role="status">
        <IconCheck size={20} stroke={2.25} color="var(--good)" aria-hidden="true" />
        {t("title", { count: lines.length })}
      </p>
      <ul className={classes.list}>
        {lines.map(({ productId, sku, title, counted, onHand }) => (
          <li key={productId} className={classes.review} data-sku={sku}>
            <span className={classes.what}>
              <span className={classes.title}>{title}</span>
              <span className={`code ${classes.quiet}`}>{sku}</span>
            </span>
            <span className={classes.sum}>
              {onHand !== counted && (
                <span className={classes.quiet}>
                  {t("moved", { counted: counted ?? 0, moved: onHand - (counted ?? 0) })}
                </span>
              )}
              <span className={classes.units}>
                <Num value={onHand} />
              </span>
            </span>
          </li>
        ))}
      </ul>
      <div className={classes.bar}>
        <Button size="md" fullWidth onClick={onNext} autoFocus>
          {t(hasMore ? "more" : "next")}
        </Button>
      </div>
    </div>
  );
}
