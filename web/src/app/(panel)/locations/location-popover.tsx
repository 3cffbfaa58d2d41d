"use client";

import { useTranslations } from "next-intl";
import { FormPopover } from "../../../components/form-popover.tsx";
import type { LocationRowFragment } from "../../../graphql/generated/graphql.ts";
import { LocationForm } from "./location-form.tsx";

interface Props {
  /** Null: a new one. */
  location: LocationRowFragment | null;
  onSaved: () => void;
}

/** The form of a location, beside the button that opened it. */
export function LocationPopover({ location, onSaved }: Props) {
  const t = useTranslations("locations");
  const button = location
    ? ({ variant: "default", size: "compact-sm", longLabel: t("editOne", { name: location.name }) } as const)
    : {};
  return (
    <FormPopover onDone={onSaved} {...button} label={t(location ? "edit" : "add")}>
      {(ends) => <LocationForm location={location} onSaved={ends.onDone} onCancel={ends.onCancel} />}
    </FormPopover>
  );
}
