import { NumberInput, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslations } from "next-intl";
import form from "../../../../components/form.module.css";
import { FormActions } from "../../../../components/form-actions.tsx";
import type { OrderDetailFragment } from "../../../../graphql/generated/graphql.ts";
import classes from "./order.module.css";
import { useOrderChange } from "./use-order-change.ts";

interface Props {
  order: OrderDetailFragment;
  act: "ship" | "release";
  onDone: () => void;
  onCancel: () => void;
}

/** How many units of each open line; shipping proposes all of them, releasing none. */
export function UnitsForm({ order, act, onDone, onCancel }: Props) {
  const t = useTranslations("order.form");
  const action = useTranslations("order");
  const { change, isBusy, refused } = useOrderChange();
  const open = order.lines.filter((line) => line.open > 0);
  const wish = useForm({
    initialValues: {
      units: Object.fromEntries(open.map((line) => [line.id, act === "ship" ? line.open : 0])),
      carrier: "",
      tracking: "",
      note: "",
    },
    validate: { units: (units) => (Object.values(units).some((quantity) => quantity > 0) ? null : t("nothing")) },
  });
  const submit = wish.onSubmit(async ({ units, carrier, tracking, note }) => {
    const lines = Object.entries(units).map(([orderLineId, quantity]) => ({ orderLineId, quantity }));
    const done = await change({
      act,
      orderId: order.id,
      lines: lines.filter(({ quantity }) => quantity > 0),
      carrier: carrier.trim() || null,
      tracking: tracking.trim() || null,
      note: note.trim() || null,
    });
    if (done) onDone();
  });
  return (
    <form className={form.form} onSubmit={submit}>
      <p className={form.heading}>{t(act)}</p>
      <p className={form.text}>{t(`${act}Text`)}</p>
      {open.map((line) => (
        <div key={line.id} className={classes.line}>
          <span title={line.title}>{line.product?.title ?? line.title}</span>
          <NumberInput
            aria-label={t("units", { title: line.title })}
            min={0}
            max={line.open}
            allowDecimal={false}
            allowNegative={false}
            hideControls
            value={wish.values.units[line.id] ?? 0}
            onChange={(value) => wish.setFieldValue(`units.${line.id}`, Number(value))}
          />
          <span className={classes.quiet}>{t("of", { open: line.open })}</span>
        </div>
      ))}
      {wish.errors.units && (
        <p className={form.error} role="alert">
          {wish.errors.units}
        </p>
      )}
      {act === "ship" && (
        <div className={form.pair}>
          <TextInput label={t("carrier")} placeholder={t("optional")} {...wish.getInputProps("carrier")} />
          <TextInput label={t("tracking")} placeholder={t("optional")} {...wish.getInputProps("tracking")} />
        </div>
      )}
      <TextInput label={t("note")} placeholder={t("optional")} {...wish.getInputProps("note")} />
      <FormActions submit={action(act)} isBusy={isBusy} refused={refused} onCancel={onCancel} />
    </form>
  );
}
