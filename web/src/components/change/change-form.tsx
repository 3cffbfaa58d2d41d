import { Button, NumberInput, Select, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { Choice } from "../choice.tsx";
import type { Answer } from "./answer.ts";
import classes from "./change.module.css";
import type { Outcome } from "./change-outcome.tsx";
import { ChangeRefused } from "./change-refused.tsx";
import type { Place } from "./place.ts";
import { reasons } from "./reasons.ts";
import { useStockChange } from "./use-stock-change.ts";

interface Props {
  verb: "adjust" | "receive";
  productId: string;
  places: readonly Place[];
  onOutcome: (outcome: Outcome) => void;
  onCancel: () => void;
}

const kinds = ["add", "subtract", "set"] as const;

/** How many units, where, and why. */
export function ChangeForm({ verb, productId, places, onOutcome, onCancel }: Props) {
  const t = useTranslations("change");
  const format = useFormatter();
  const change = useStockChange();
  const [refused, setRefused] = useState<Exclude<Answer<never>, { kind: "done" }> | null>(null);
  const form = useForm({
    initialValues: {
      kind: verb === "receive" ? ("receive" as const) : ("add" as Outcome["kind"]),
      quantity: "" as number | "",
      locationId: places[0]?.location.id ?? "",
      reason: reasons[verb][0],
      note: "",
    },
    validate: { quantity: (value, { kind }) => (isQuantity(value, kind) ? null : t("quantityMissing")) },
  });
  const place = places.find(({ location }) => location.id === form.values.locationId);
  const submit = form.onSubmit(async ({ quantity, kind, locationId, reason, note }) => {
    if (!place) return;
    setRefused(null);
    const seen = place.onHand;
    const answer = await change({
      productId,
      locationId,
      kind,
      quantity: Number(quantity),
      seen,
      reason,
      note: note.trim() || null,
    });
    if (answer.kind === "done")
      onOutcome({ productId, kind, place, quantity: Number(quantity), level: answer.result.level });
    else setRefused(answer);
  });
  return (
    <form className={classes.form} onSubmit={submit}>
      {verb === "adjust" && (
        <Choice
          label={t("kind")}
          value={form.values.kind}
          choices={kinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
          onChoose={(kind) => form.setFieldValue("kind", kind)}
        />
      )}
      <div className={classes.pair}>
        <NumberInput
          label={t("quantity")}
          autoFocus
          allowDecimal={false}
          allowNegative={false}
          min={0}
          hideControls
          {...form.getInputProps("quantity")}
        />
        <Select
          label={t("location")}
          description={undefined}
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
          data={places.map(({ location, onHand }) => ({
            value: location.id,
            label: t("place", { name: location.name, onHand: format.number(onHand) }),
          }))}
          {...form.getInputProps("locationId")}
        />
      </div>
      <Select
        label={t("reason")}
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
        data={reasons[verb].map((value) => ({ value, label: t(`reasons.${value}`) }))}
        {...form.getInputProps("reason")}
      />
      <TextInput label={t("note")} placeholder={t("notePlaceholder")} maxLength={500} {...form.getInputProps("note")} />
      {refused && <ChangeRefused answer={refused} />}
      <div className={classes.actions}>
        <Button variant="default" onClick={onCancel}>
          {t("cancel")}
        </Button>
        <Button type="submit" loading={form.submitting}>
          {t(`submit.${verb}`)}
        </Button>
      </div>
    </form>
  );
}

/** Setting to 0 is a change; adding 0 is none. */
function isQuantity(value: number | "", kind: Outcome["kind"]): boolean {
  return typeof value === "number" && value >= (kind === "set" ? 0 : 1);
}
