import { Select, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslations } from "next-intl";
import { useMutation, useQuery } from "urql";
import { useChannels } from "../../graphql/channels-provider.tsx";
import { HoldUnits } from "../../graphql/hold.ts";
import { LocationNames } from "../../graphql/set-up.ts";
import classes from "../form.module.css";
import { FormActions } from "../form-actions.tsx";
import { fieldOf, momentOf } from "../local-time.ts";
import { type ProductLine, ProductLines } from "../product-lines.tsx";
import { useAct } from "../use-act.ts";

interface Props {
  /** What is on the list already. */
  lines: ProductLine[];
  onDone: () => void;
  onCancel: () => void;
}

const dayMs = 86_400_000;

/** For whom, from where, until when, and what: all of it is kept, or nothing. */
export function HoldForm({ lines, onDone, onCancel }: Props) {
  const t = useTranslations("holds.make");
  const { channels = [] } = useChannels();
  const [{ data }] = useQuery({ query: LocationNames, requestPolicy: "cache-first" });
  const { run, isBusy, refused } = useAct();
  const [, hold] = useMutation(HoldUnits);
  const form = useForm({
    initialValues: { reference: "", from: "", until: fieldOf(new Date(Date.now() + dayMs), "minute"), lines },
    validate: {
      reference: (text) => (text.trim() ? null : t("referenceMissing")),
      from: (id) => (id ? null : t("fromMissing")),
      until: (text) => (Date.parse(text) > Date.now() ? null : t("untilWrong")),
      lines: (chosen) => (chosen.length > 0 ? null : t("linesMissing")),
    },
  });
  const { values, errors } = form;
  const places = data?.locations.filter(({ isActive }) => isActive) ?? [];
  const submit = form.onSubmit(async ({ reference, from, until }) => {
    const expiresAt = momentOf(until);
    if (!expiresAt) return;
    const isChannel = channels.some(({ id }) => id === from);
    const source = { channelId: isChannel ? from : null, locationId: isChannel ? null : from };
    const goods = values.lines.map(({ id, quantity }) => ({ productId: id, quantity }));
    const done = await run(async (key) => {
      const what = { reference: reference.trim(), expiresAt, lines: goods };
      return (await hold({ input: { key, reason: reference.trim(), ...source, ...what } })).data?.holdUnits;
    });
    if (done) onDone();
  });
  return (
    <form className={classes.form} onSubmit={submit}>
      <p className={classes.heading}>{t("title")}</p>
      <p className={classes.text}>{t("text")}</p>
      <TextInput
        label={t("reference")}
        placeholder={t("referenceText")}
        maxLength={200}
        {...form.getInputProps("reference")}
      />
      <ProductLines
        lines={values.lines}
        error={errors.lines?.toString()}
        onChange={(changed) => form.setFieldValue("lines", changed)}
      />
      <Select
        label={t("from")}
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
        data={[
          { group: t("channels"), items: channels.map(({ id, name }) => ({ value: id, label: name })) },
          { group: t("locations"), items: places.map(({ id, name }) => ({ value: id, label: name })) },
        ]}
        {...form.getInputProps("from")}
      />
      <TextInput type="datetime-local" label={t("until")} {...form.getInputProps("until")} />
      <FormActions submit={t("submit")} isBusy={isBusy} refused={refused} onCancel={onCancel} />
    </form>
  );
}
