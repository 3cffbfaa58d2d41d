import { NumberInput, Select, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useFormatter, useTranslations } from "next-intl";
import type { LevelFragment } from "../../graphql/generated/graphql.ts";
import { reasons } from "../change/reasons.ts";
import { Choice } from "../choice.tsx";
import classes from "../form.module.css";
import { FormActions } from "../form-actions.tsx";
import { type Aside, useSetAside } from "./use-set-aside.ts";

interface Props {
  productId: string;
  levels: readonly LevelFragment[];
  onDone: () => void;
  onCancel: () => void;
}

const acts = ["setAside", "putBack", "writeOff"] as const;

const parts = ["sellable", "unavailable"] as const;

/** Units that may not be sold: aside, back again, or gone. */
export function SetAsideForm({ productId, levels, onDone, onCancel }: Props) {
  const t = useTranslations("setAside");
  const words = useTranslations("change");
  const format = useFormatter();
  const { send, isBusy, refused } = useSetAside();
  const places = levels.filter(({ location }) => location.kind !== "channel_fulfilled");
  const form = useForm({
    initialValues: {
      ...{ act: "setAside" as Aside, from: "sellable" as (typeof parts)[number], units: "" as number | "" },
      ...{ locationId: fullest(places, false), reason: reasons.aside[0] as string, note: "" },
    },
    validate: { units: (units) => (Number(units) >= 1 ? null : t("unitsMissing")) },
  });
  const { act, from } = form.values;
  const isAside = act === "putBack" || (act === "writeOff" && from === "unavailable");
  const submit = form.onSubmit(async ({ units, locationId, reason, note }) => {
    const wish = { act, from, productId, locationId, quantity: Number(units), reason, note: note.trim() || null };
    if (await send(wish)) onDone();
  });
  return (
    <form className={classes.form} onSubmit={submit}>
      <Choice
        label={t("what")}
        value={act}
        choices={acts.map((value) => ({ value, label: t(`acts.${value}`) }))}
        onChoose={(next) => form.setValues({ act: next, locationId: fullest(places, next === "putBack") })}
      />
      <p className={classes.quiet}>{t(`texts.${act}`)}</p>
      {act === "writeOff" && (
        <Choice
          label={t("which")}
          value={from}
          choices={parts.map((value) => ({ value, label: t(`parts.${value}`) }))}
          onChoose={(next) => form.setValues({ from: next, locationId: fullest(places, next === "unavailable") })}
        />
      )}
      <div className={classes.unitsAndPlace}>
        <NumberInput
          label={words("quantity")}
          min={1}
          allowDecimal={false}
          allowNegative={false}
          hideControls
          {...form.getInputProps("units")}
        />
        <Select
          label={words("location")}
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
          data={places.map(({ location, onHand, unavailable }) => ({
            value: location.id,
            label: t(isAside ? "placeAside" : "place", {
              name: location.name,
              units: format.number(isAside ? unavailable : onHand - unavailable),
            }),
          }))}
          {...form.getInputProps("locationId")}
        />
      </div>
      {act !== "putBack" && (
        <Select
          label={words("reason")}
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
          data={reasons.aside.map((value) => ({ value, label: words(`reasons.${value}`) }))}
          {...form.getInputProps("reason")}
        />
      )}
      <TextInput
        label={words("note")}
        placeholder={words("notePlaceholder")}
        maxLength={500}
        {...form.getInputProps("note")}
      />
      <FormActions
        submit={t(`submit.${act}`)}
        isBusy={isBusy}
        isDisabled={places.length === 0}
        refused={refused}
        onCancel={onCancel}
      />
    </form>
  );
}

/** The place with the most units that are meant: those aside, or those for sale. */
function fullest(places: readonly LevelFragment[], isAside: boolean): string {
  const units = ({ onHand, unavailable }: LevelFragment) => (isAside ? unavailable : onHand - unavailable);
  const [most] = [...places].sort((one, other) => units(other) - units(one));
  return most?.location.id ?? "";
}
