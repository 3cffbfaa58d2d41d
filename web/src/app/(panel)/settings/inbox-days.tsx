import { Button, NumberInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useMutation } from "urql";
import { QueryTrouble } from "../../../components/query-trouble.tsx";
import { SetInboxDays } from "../../../graphql/settings.ts";
import classes from "./settings.module.css";

const daysMax = 3_650;

/** How long what the platforms sent is kept. */
export function InboxDays({ days, onSaved }: { days: number; onSaved: () => void }) {
  const t = useTranslations("settings.inbox");
  const [wanted, setWanted] = useState<number | string>(days);
  const [{ fetching, error, data }, set] = useMutation(SetInboxDays);
  const save = async (event?: FormEvent) => {
    event?.preventDefault();
    const sent = await set({ days: Number(wanted) });
    if (sent.data) onSaved();
  };
  const isSaved = data !== undefined && Number(wanted) === days;
  return (
    <form className={classes.row} onSubmit={save}>
      <NumberInput
        label={t("days")}
        description={t("text")}
        min={1}
        max={daysMax}
        allowDecimal={false}
        allowNegative={false}
        value={wanted}
        onChange={setWanted}
      />
      <Button
        type="submit"
        variant="default"
        loading={fetching}
        disabled={Number(wanted) < 1 || Number(wanted) === days}
      >
        {t("save")}
      </Button>
      {isSaved && <span role="status">{t("saved")}</span>}
      {error && <QueryTrouble error={error} onRetry={() => void save()} />}
    </form>
  );
}
