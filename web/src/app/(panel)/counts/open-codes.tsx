import { ActionIcon } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { type CountSession, dropCode } from "./count-session.ts";
import classes from "./counts.module.css";

interface Props {
  session: CountSession;
  step: (step: (session: CountSession) => CountSession) => void;
}

/** Codes that are no line yet: they wait for a connection, or nobody knows them. None is thrown away by itself. */
export function OpenCodes({ session, step }: Props) {
  const t = useTranslations("counts.codes");
  if (session.codes.length === 0) return null;
  return (
    <section className={classes.list} aria-label={t("title")}>
      <h2 className={classes.subtitle}>{t("title")}</h2>
      <ul>
        {session.codes.map(({ code, times, why }) => (
          <li key={code} className={classes.item} data-code={code}>
            <span className={classes.open}>
              <span className={classes.what}>
                <span className="code">{code}</span>
                <span className={why === "waiting" ? classes.quiet : classes.warn}>{t(`why.${why}`)}</span>
              </span>
              <span className={classes.units}>{t("times", { times })}</span>
            </span>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={44}
              aria-label={t("remove", { code })}
              onClick={() => step((now) => dropCode(now, code))}
            >
              <IconX size={18} stroke={1.75} />
            </ActionIcon>
          </li>
        ))}
      </ul>
    </section>
  );
}
