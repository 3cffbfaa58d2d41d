import { Button, Checkbox } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useMutation } from "urql";
import { ChangeRefused } from "../../../../components/change/change-refused.tsx";
import form from "../../../../components/form.module.css";
import type { FormEnds } from "../../../../components/form-popover.tsx";
import { useAct } from "../../../../components/use-act.ts";
import { useChannels } from "../../../../graphql/channels-provider.tsx";
import { RemoveChannel } from "../../../../graphql/edit-channel.ts";

interface Props extends FormEnds {
  channel: { readonly id: string; readonly name: string };
}

/** Says what removing a channel means, and asks twice: there is no way back. */
export function RemoveForm({ channel, onDone, onCancel }: Props) {
  const t = useTranslations("channelPage.remove");
  const common = useTranslations("common");
  const [isSure, setSure] = useState(false);
  const { run, isBusy, refused } = useAct();
  const [, remove] = useMutation(RemoveChannel);
  const { refresh } = useChannels();
  const router = useRouter();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!(await run(async () => (await remove({ channelId: channel.id })).data?.removeChannel))) return;
    onDone();
    refresh();
    router.push("/channels");
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <p className={form.heading}>{t("title", { name: channel.name })}</p>
      <p className={form.text}>{t("text")}</p>
      <Checkbox
        label={t("sure", { name: channel.name })}
        checked={isSure}
        onChange={(event) => setSure(event.currentTarget.checked)}
      />
      {refused && <ChangeRefused answer={refused} />}
      <div className={form.actions}>
        <Button variant="default" onClick={onCancel}>
          {common("cancel")}
        </Button>
        <Button type="submit" color="red" loading={isBusy} disabled={!isSure}>
          {t("submit")}
        </Button>
      </div>
    </form>
  );
}
