import { ActionIcon } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { Num } from "../../../components/num.tsx";
import { Tag } from "../../../components/tag.tsx";
import { type CountSession, choose, dropLine } from "./count-session.ts";
import classes from "./counts.module.css";

interface Props {
  session: CountSession;
  step: (step: (session: CountSession) => CountSession) => void;
}

/** What was counted so far, the last first; a tap takes it in hand again. */
export function CountedList({ session, step }: Props) {
  const t = useTranslations("counts.list");
  if (session.lines.length === 0) return null;
  return (
    <section className={classes.list} aria-label={t("title")}>
      <h2 className={classes.subtitle}>{t("title")}</h2>
      <ul>
        {session.lines.map((line) => (
          <li key={line.productId} className={classes.item} data-sku={line.sku}>
            <button
              type="button"
              className={classes.row}
              onClick={() => step((now) => choose(now, { ...line, isBundle: false, packSize: 1 }))}
            >
              <span className={classes.what}>
                <span className={classes.title}>{line.title}</span>
                <span className={`code ${classes.quiet}`}>{line.sku}</span>
              </span>
              {line.counted === null ? (
                <Tag tone="warn">{t("asked")}</Tag>
              ) : (
                <span className={classes.units}>
                  <Num value={line.counted} />
                </span>
              )}
            </button>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={44}
              aria-label={t("remove", { sku: line.sku })}
              onClick={() => step((now) => dropLine(now, line.productId))}
            >
              <IconX size={18} stroke={1.75} />
            </ActionIcon>
          </li>
        ))}
      </ul>
    </section>
  );
}
