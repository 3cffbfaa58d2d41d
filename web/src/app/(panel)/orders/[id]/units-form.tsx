import { Button, NumberInput, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Answer } from "../../../../components/change/answer.ts";
import { ChangeRefused } from "../../../../components/change/change-refused.tsx";
import type { OrderDetailFragment } from "../../../../graphql/generated/graphql.ts";
import classes from "./order.module.css";
import { useOrderChange } from "./use-order-change.ts";

interface Props {
  order: OrderDetailFragment;
  act: "ship" | "release";
  onDone: () => void;
}

/** How many units of each open line; shipping proposes all of them, releasing none. */
export function UnitsForm({ order, act, onDone }: Props) {
  const t = useTranslations("order.form");
  const action = useTranslations("order");
  const change = useOrderChange();
  const [refused, setRefused] = useState<Exclude<Answer<never>, { kind: "done" }> | null>(null);
  const open = order.lines.filter((line) => line.open > 0);
  const form = useForm({
    initialValues: {
      units: Object.fromEntries(open.map((line) => [line.id, act === "ship" ? line.open : 0])),
      carrier: "",
      tracking: "",
      note: "",
    },
    validate: { units: (units) => (Object.values(units).some((quantity) => quantity > 0) ? null : t("nothing")) },
  });
  const submit = form.onSubmit(async ({ units, carrier, tracking, note }) => {
    setRefused(null);
    const lines = Object.entries(units).map(([orderLineId, quantity]) => ({ orderLineId, quantity }));
    const answer = await change({
      act,
      orderId: order.id,
      lines: lines.filter(({ quantity }) => quantity > 0),
      carrier: carrier.trim() || null,
      tracking: tracking.trim() || null,
      note: note.trim() || null,
    });
    if (answer.kind === "done") onDone();
    else setRefused(answer);
  });
  return (
    <form className={classes.form} onSubmit={submit}>
      <p className={classes.heading}>{t(act)}</p>
      <p className={classes.text}>{t(`${act}Text`)}</p>
      {open.map((line) => (
        <div key={line.id} className={classes.line}>
          <span title={line.title}>{line.title}</span>
          <NumberInput
            aria-label={t("units", { title: line.title })}
            min={0}
            max={line.open}
            allowDecimal={false}
            allowNegative={false}
            hideControls
            value={form.values.units[line.id] ?? 0}
            onChange={(value) => form.setFieldValue(`units.${line.id}`, Number(value))}
          />
          <span className={classes.quiet}>{t("of", { open: line.open })}</span>
        </div>
      ))}
      {form.errors.units && <p role="alert">{form.errors.units}</p>}
      {act === "ship" && (
        <div className={classes.pair}>
          <TextInput label={t("carrier")} placeholder={t("optional")} {...form.getInputProps("carrier")} />
          <TextInput label={t("tracking")} placeholder={t("optional")} {...form.getInputProps("tracking")} />
        </div>
      )}
      <TextInput label={t("note")} placeholder={t("optional")} {...form.getInputProps("note")} />
      {refused && <ChangeRefused answer={refused} />}
      <div className={classes.actions}>
        <Button variant="default" onClick={onDone}>
          {t("cancel")}
        </Button>
        <Button type="submit" loading={form.submitting}>
          {action(act)}
        </Button>
      </div>
    </form>
  );
}
