import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { useMutation } from "urql";
import form from "../../../components/form.module.css";
import { FormActions } from "../../../components/form-actions.tsx";
import type { FormEnds } from "../../../components/form-popover.tsx";
import { useAct } from "../../../components/use-act.ts";
import type { ReservedRowFragment } from "../../../graphql/generated/graphql.ts";
import { ReleaseHold } from "../../../graphql/hold.ts";

interface Props extends FormEnds {
  hold: NonNullable<ReservedRowFragment["hold"]>;
}

/** Ends a hold, with all that it keeps. */
export function ReleaseHoldForm({ hold, onDone, onCancel }: Props) {
  const t = useTranslations("reserved.release");
  const { run, isBusy, refused } = useAct();
  const [, release] = useMutation(ReleaseHold);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const input = { holdId: hold.id, reason: "released" };
    if (await run(async (key) => (await release({ input: { key, ...input } })).data?.releaseHold)) onDone();
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <p className={form.heading}>{hold.reference}</p>
      <p className={form.text}>{t("holdText")}</p>
      <FormActions submit={t("submit")} isBusy={isBusy} refused={refused} onCancel={onCancel} />
    </form>
  );
}
