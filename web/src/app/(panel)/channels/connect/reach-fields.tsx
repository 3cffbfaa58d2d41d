import { MultiSelect, Select, TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useQuery } from "urql";
import { LocationNames } from "../../../../graphql/set-up.ts";
import type { AccountForm } from "./fields.ts";

interface Props {
  form: AccountForm;
  /** The platform's own places; empty where it has one only. */
  places: readonly { readonly id: string; readonly name: string }[];
  onChange: (change: Partial<AccountForm>) => void;
}

/** Where the channel sells, which of our locations it draws on, and to which place there quantities are written. */
export function ReachFields({ form, places, onChange }: Props) {
  const t = useTranslations("connect");
  const [{ data }] = useQuery({ query: LocationNames });
  const own = (data?.locations ?? []).filter(({ kind, isActive }) => isActive && kind !== "channel_fulfilled");
  return (
    <>
      {places.length > 0 && (
        <Select
          required
          label={t("place")}
          description={t("placeText")}
          data={places.map(({ id, name }) => ({ value: id, label: name }))}
          value={form.platformLocationId}
          onChange={(platformLocationId) => onChange({ platformLocationId })}
        />
      )}
      <MultiSelect
        required
        label={t("locations")}
        description={t("locationsText")}
        data={own.map(({ id, name }) => ({ value: id, label: name }))}
        value={form.locationIds}
        onChange={(locationIds) => onChange({ locationIds })}
      />
      <TextInput
        label={t("countries")}
        description={t("countriesText")}
        placeholder="NL, BE"
        value={form.countries}
        onChange={(event) => onChange({ countries: event.currentTarget.value })}
      />
    </>
  );
}
