import { MultiSelect } from "@mantine/core";
import { useLocale } from "next-intl";
import { useMemo } from "react";

interface Props {
  label: string;
  /** Said while none is chosen. */
  placeholder?: string;
  /** ISO 3166-1 alpha-2. */
  values: string[];
  max?: number;
  onChange: (countries: string[]) => void;
}

/** Countries to which shops of these parts send; others that are chosen already stay in the list. */
const usual =
  "AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK US".split(" ");

/** Chooses countries by their names in the reader's language. */
export function Countries({ label, placeholder, values, max, onChange }: Props) {
  const locale = useLocale();
  const data = useMemo(() => {
    const names = new Intl.DisplayNames(locale, { type: "region" });
    return [...new Set([...usual, ...values])]
      .map((value) => ({ value, label: names.of(value) ?? value }))
      .sort((a, b) => a.label.localeCompare(b.label, locale));
  }, [locale, values]);
  // With room for one only, a new choice takes the place of the old.
  const choose = (countries: string[]) => onChange(max === 1 ? countries.slice(-1) : countries);
  return (
    <MultiSelect
      label={label}
      {...(placeholder && values.length === 0 && { placeholder })}
      data={data}
      value={values}
      onChange={choose}
      searchable
      comboboxProps={{ withinPortal: false }}
    />
  );
}
