import { Select } from "@mantine/core";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useMutation, useQuery } from "urql";
import { Countries } from "../../../../components/countries.tsx";
import classes from "../../../../components/form.module.css";
import { FormActions } from "../../../../components/form-actions.tsx";
import { useAct } from "../../../../components/use-act.ts";
import { RestrictProduct } from "../../../../graphql/product-codes.ts";
import { LocationNames } from "../../../../graphql/set-up.ts";

interface Props {
  productId: string;
  onDone: () => void;
  onCancel: () => void;
}

/** From one place, to one country, or from the one to the other. */
export function RestrictForm({ productId, onDone, onCancel }: Props) {
  const t = useTranslations("product.restrictions");
  const [{ data }] = useQuery({ query: LocationNames, requestPolicy: "cache-first" });
  const [locationId, setLocation] = useState<string | null>(null);
  const [country, setCountry] = useState<string | null>(null);
  const { run, isBusy, refused } = useAct();
  const [, restrict] = useMutation(RestrictProduct);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const input = { productId, locationId, country };
    if (await run(async () => (await restrict({ input })).data?.restrictProduct)) onDone();
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <p className={classes.heading}>{t("addTitle")}</p>
      <p className={classes.text}>{t("text")}</p>
      <Select
        label={t("location")}
        placeholder={t("anyLocation")}
        clearable
        comboboxProps={{ withinPortal: false }}
        data={(data?.locations ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={locationId}
        onChange={setLocation}
      />
      <Countries
        label={t("country")}
        placeholder={t("anyCountry")}
        values={country ? [country] : []}
        max={1}
        onChange={([chosen]) => setCountry(chosen ?? null)}
      />
      <FormActions
        submit={t("submit")}
        isBusy={isBusy}
        isDisabled={!locationId && !country}
        refused={refused}
        onCancel={onCancel}
      />
    </form>
  );
}
