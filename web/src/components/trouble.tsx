import { Button } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import classes from "./trouble.module.css";

interface Props {
  /** What happened. */
  title: string;
  /** What it means, and what to do. */
  text: string;
  onRetry?: () => void;
}

/** Says what went wrong, what it means and what to do about it. */
export function Trouble({ title, text, onRetry }: Props) {
  const t = useTranslations("common");
  return (
    <div className={classes.trouble} role="alert">
      <IconAlertTriangle className={classes.sign} size={16} aria-hidden="true" />
      <div>
        <p className={classes.title}>{title}</p>
        <p className={classes.text}>{text}</p>
        {onRetry && (
          <Button className={classes.actions} size="compact-sm" variant="default" onClick={onRetry}>
            {t("retry")}
          </Button>
        )}
      </div>
    </div>
  );
}
