import { NumberInput, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslations } from "next-intl";
import { useMutation } from "urql";
import classes from "../../../components/form.module.css";
import { FormActions } from "../../../components/form-actions.tsx";
import { LocationSelect } from "../../../components/location-select.tsx";
import { useAct } from "../../../components/use-act.ts";
import type { ReturnRowFragment } from "../../../graphql/generated/graphql.ts";
import { DecideReturn } from "../../../graphql/return.ts";

interface Props {
  returned: ReturnRowFragment;
  onDone: () => void;
  onCancel: () => void;
}

/** How many may be sold again, how many may not; the rest did not come. Said once. */
export function DecideForm({ returned, onDone, onCancel }: Props) {
  const t = useTranslations("returns.decide");
  const { id, quantity, title, orderLine } = returned;
  const { run, isBusy, refused } = useAct();
  const [, decide] = useMutation(DecideReturn);
  const form = useForm({
    initialValues: {
      locationId: orderLine?.reservations[0]?.location.id ?? "",
      restocked: quantity as number | string,
      unavailable: 0 as number | string,
      note: "",
    },
    validate: {
      locationId: (place) => (place ? null : t("locationMissing")),
      unavailable: (aside, { restocked }) =>
        Number(aside) + Number(restocked) > quantity ? t("tooMany", { quantity }) : null,
    },
  });
  const { values, errors } = form;
  const none = Math.max(0, quantity - Number(values.restocked) - Number(values.unavailable));
  const submit = form.onSubmit(async ({ locationId, restocked, unavailable, note }) => {
    const units = { restocked: Number(restocked), unavailable: Number(unavailable) };
    const done = await run(async (key) => {
      const act = { key, returnId: id, locationId, reason: "return", note: note.trim() || null };
      return (await decide({ input: { ...act, ...units } })).data?.decideReturn;
    });
    if (done) onDone();
  });
  const units = { min: 0, allowDecimal: false, allowNegative: false, hideControls: true } as const;
  return (
    <form className={classes.form} onSubmit={submit}>
      <p className={classes.heading}>{orderLine?.product?.title ?? title}</p>
      <p className={classes.text}>{t("text", { quantity })}</p>
      <div className={classes.pair}>
        <NumberInput label={t("restocked")} {...units} {...form.getInputProps("restocked")} />
        <NumberInput label={t("unavailable")} {...units} {...form.getInputProps("unavailable")} />
      </div>
      <p className={classes.quiet} role="status">
        {t("none", { none })}
      </p>
      <LocationSelect
        label={t("location")}
        value={values.locationId}
        error={errors.locationId?.toString()}
        onChange={(place) => form.setFieldValue("locationId", place)}
      />
      <TextInput label={t("note")} maxLength={500} {...form.getInputProps("note")} />
      <FormActions submit={t("submit")} isBusy={isBusy} refused={refused} onCancel={onCancel} />
    </form>
  );
}
