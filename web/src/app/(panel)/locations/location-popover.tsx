"use client";

import { Button, Popover } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useTranslations } from "next-intl";
import type { LocationRowFragment } from "../../../graphql/generated/graphql.ts";
import { LocationForm } from "./location-form.tsx";
import classes from "./locations.module.css";

interface Props {
  /** Null: a new one. */
  location: LocationRowFragment | null;
  onSaved: () => void;
}

/** The form of a location, beside the button that opened it. */
export function LocationPopover({ location, onSaved }: Props) {
  const t = useTranslations("locations");
  const [opened, { toggle, close }] = useDisclosure(false);
  const done = () => {
    close();
    onSaved();
  };
  const button = location ? (
    <Button variant="default" size="compact-sm" onClick={toggle} aria-label={t("editOne", { name: location.name })}>
      {t("edit")}
    </Button>
  ) : (
    <Button onClick={toggle}>{t("add")}</Button>
  );
  return (
    <Popover
      opened={opened}
      onChange={(open) => !open && close()}
      position="bottom-end"
      width={368}
      trapFocus
      returnFocus
    >
      <Popover.Target>{button}</Popover.Target>
      <Popover.Dropdown className={classes.dropdown}>
        {opened && <LocationForm location={location} onSaved={done} onCancel={close} />}
      </Popover.Dropdown>
    </Popover>
  );
}
