import { Button, NumberInput, Select, Switch, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Answer } from "../../../components/change/answer.ts";
import { ChangeRefused } from "../../../components/change/change-refused.tsx";
import { Countries } from "../../../components/countries.tsx";
import type { LocationRowFragment } from "../../../graphql/generated/graphql.ts";
import classes from "./locations.module.css";
import { useSaveLocation } from "./use-save-location.ts";

interface Props {
  location: LocationRowFragment | null;
  onSaved: () => void;
  onCancel: () => void;
}

const kinds = ["warehouse", "store", "third_party", "channel_fulfilled"] as const;

const fresh = {
  ...{ code: "", name: "", kind: "warehouse" as LocationRowFragment["kind"], country: "NL", shipsTo: [] as string[] },
  ...{ priority: 100, safetyStock: 0, isActive: true },
};

/** Everything that a person may say of a location. What it is and its code are said once, when it is added. */
export function LocationForm({ location, onSaved, onCancel }: Props) {
  const t = useTranslations("locations");
  const save = useSaveLocation();
  const [refused, setRefused] = useState<Exclude<Answer<never>, { kind: "done" }> | null>(null);
  const form = useForm({
    initialValues: location ? { ...location, shipsTo: [...location.shipsTo] } : fresh,
    validate: {
      name: (name) => (name.trim() === "" ? t("nameMissing") : null),
      code: (code) => (/^[a-z0-9-]{1,40}$/.test(code) ? null : t("codeWrong")),
    },
  });
  const submit = form.onSubmit(async (values) => {
    setRefused(null);
    const answer = await save(location?.id ?? null, values);
    if (answer.kind === "done") onSaved();
    else setRefused(answer);
  });
  return (
    <form className={classes.form} onSubmit={submit}>
      <TextInput label={t("name")} {...form.getInputProps("name")} />
      {!location && (
        <div className={classes.pair}>
          <TextInput label={t("code")} {...form.getInputProps("code")} />
          <Select
            label={t("kind")}
            allowDeselect={false}
            comboboxProps={{ withinPortal: false }}
            data={kinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
            {...form.getInputProps("kind")}
          />
        </div>
      )}
      <Countries
        label={t("country")}
        values={[form.values.country]}
        max={1}
        onChange={([country]) => country && form.setFieldValue("country", country)}
      />
      <Countries
        label={t("shipsTo")}
        placeholder={t("everywhere")}
        values={form.values.shipsTo}
        onChange={(countries) => form.setFieldValue("shipsTo", countries)}
      />
      <div className={classes.pair}>
        <NumberInput
          label={t("priority")}
          description={t("priorityText")}
          min={0}
          allowDecimal={false}
          hideControls
          {...form.getInputProps("priority")}
        />
        <NumberInput
          label={t("safetyStock")}
          description={t("safetyStockText")}
          min={0}
          allowDecimal={false}
          hideControls
          {...form.getInputProps("safetyStock")}
        />
      </div>
      {location && (
        <Switch
          label={t("active")}
          description={t("activeText")}
          {...form.getInputProps("isActive", { type: "checkbox" })}
        />
      )}
      {refused && <ChangeRefused answer={refused} />}
      <div className={classes.actions}>
        <Button variant="default" onClick={onCancel}>
          {t("cancel")}
        </Button>
        <Button type="submit" loading={form.submitting}>
          {t(location ? "save" : "add")}
        </Button>
      </div>
    </form>
  );
}
