import { TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslations } from "next-intl";
import { useMutation } from "urql";
import { TransferOut } from "../../graphql/expectation.ts";
import classes from "../form.module.css";
import { FormActions } from "../form-actions.tsx";
import { momentOf } from "../local-time.ts";
import { LocationSelect } from "../location-select.tsx";
import { type ProductLine, ProductLines } from "../product-lines.tsx";
import { useAct } from "../use-act.ts";

interface Props {
  /** What is on the list already. */
  lines: ProductLine[];
  onDone: () => void;
  onCancel: () => void;
}

/** Units that leave one place for another: all of them, or none. */
export function TransferForm({ lines, onDone, onCancel }: Props) {
  const t = useTranslations("incoming.transfer");
  const { run, isBusy, refused } = useAct();
  const [, transferOut] = useMutation(TransferOut);
  const form = useForm({
    initialValues: { fromId: "", toId: "", lines, day: "", reference: "" },
    validate: {
      fromId: (id) => (id ? null : t("placeMissing")),
      toId: (id, { fromId }) => (id && id !== fromId ? null : t("placeMissing")),
      lines: (chosen) => (chosen.length > 0 ? null : t("linesMissing")),
    },
  });
  const { values, setFieldValue, errors } = form;
  const submit = form.onSubmit(async ({ fromId, toId, day, reference }) => {
    const done = await run(async (key) => {
      const goods = values.lines.map(({ id, quantity }) => ({ productId: id, quantity }));
      const way = { fromLocationId: fromId, toLocationId: toId, expectedAt: momentOf(day), lines: goods };
      const sent = await transferOut({
        input: { key, reason: "transfer", reference: reference.trim() || null, ...way },
      });
      return sent.data?.transferOut;
    });
    if (done) onDone();
  });
  return (
    <form className={classes.form} onSubmit={submit}>
      <p className={classes.heading}>{t("title")}</p>
      <p className={classes.text}>{t("text")}</p>
      <div className={classes.pair}>
        <LocationSelect
          label={t("from")}
          value={values.fromId}
          error={errors.fromId?.toString()}
          onChange={(id) => setFieldValue("fromId", id)}
        />
        <LocationSelect
          label={t("to")}
          value={values.toId}
          withoutId={values.fromId}
          error={errors.toId?.toString()}
          onChange={(id) => setFieldValue("toId", id)}
        />
      </div>
      <ProductLines
        lines={values.lines}
        error={errors.lines?.toString()}
        onChange={(changed) => setFieldValue("lines", changed)}
      />
      <div className={classes.pair}>
        <TextInput type="date" label={t("day")} {...form.getInputProps("day")} />
        <TextInput label={t("reference")} maxLength={200} {...form.getInputProps("reference")} />
      </div>
      <FormActions submit={t("submit")} isBusy={isBusy} refused={refused} onCancel={onCancel} />
    </form>
  );
}
