import { Select } from "@mantine/core";
import { useQuery } from "urql";
import { LocationNames } from "../graphql/set-up.ts";

interface Props {
  label: string;
  value: string;
  /** A location that is not offered. */
  withoutId?: string;
  error?: string | undefined;
  onChange: (locationId: string) => void;
}

/** Chooses one of the hub's own places that are in use. */
export function LocationSelect({ label, value, withoutId, error, onChange }: Props) {
  const [{ data }] = useQuery({ query: LocationNames, requestPolicy: "cache-first" });
  const places = data?.locations.filter(
    ({ id, isActive, kind }) => isActive && kind !== "channel_fulfilled" && id !== withoutId,
  );
  return (
    <Select
      label={label}
      value={value || null}
      error={error}
      allowDeselect={false}
      comboboxProps={{ withinPortal: false }}
      data={(places ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(id) => id && onChange(id)}
    />
  );
}
