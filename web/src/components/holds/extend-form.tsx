import { Button, TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useMutation } from "urql";
import type { HoldRowFragment } from "../../graphql/generated/graphql.ts";
import { ExtendHold, ReleaseHold } from "../../graphql/hold.ts";
import classes from "../form.module.css";
import { FormActions } from "../form-actions.tsx";
import { fieldOf, momentOf } from "../local-time.ts";
import { useAct } from "../use-act.ts";

interface Props {
  hold: HoldRowFragment;
  onDone: () => void;
  onCancel: () => void;
}

/** Until another moment, or over now. */
export function ExtendForm({ hold, onDone, onCancel }: Props) {
  const t = useTranslations("holds.change");
  const [until, setUntil] = useState(fieldOf(hold.expiresAt, "minute"));
  const extending = useAct();
  const releasing = useAct();
  const [, extend] = useMutation(ExtendHold);
  const [, release] = useMutation(ReleaseHold);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const expiresAt = momentOf(until);
    if (!expiresAt) return;
    const done = await extending.run(async (key) => {
      return (await extend({ input: { key, holdId: hold.id, expiresAt, reason: "extended" } })).data?.extendHold;
    });
    if (done) onDone();
  };
  const free = async () => {
    const done = await releasing.run(async (key) => {
      return (await release({ input: { key, holdId: hold.id, reason: "released" } })).data?.releaseHold;
    });
    if (done) onDone();
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <p className={classes.heading}>{hold.reference}</p>
      <TextInput
        type="datetime-local"
        label={t("until")}
        value={until}
        onChange={(event) => setUntil(event.currentTarget.value)}
      />
      <Button variant="default" loading={releasing.isBusy} onClick={free}>
        {t("release")}
      </Button>
      <FormActions
        submit={t("submit")}
        isBusy={extending.isBusy}
        refused={extending.refused ?? releasing.refused}
        onCancel={onCancel}
      />
    </form>
  );
}
