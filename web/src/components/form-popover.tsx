"use client";

import { Button, type ButtonProps, Popover } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import type { ReactNode } from "react";
import classes from "./form.module.css";

interface Props extends Pick<ButtonProps, "variant" | "size" | "disabled"> {
  /** What the button says. */
  label: ReactNode;
  /** What it says to those who do not see its row. */
  longLabel?: string;
  width?: number;
  /** The form; it exists only while it is open. */
  children: (close: () => void) => ReactNode;
}

/** A button, and the form beside it that it opens. */
export function FormPopover({ label, longLabel, width = 368, children, ...button }: Props) {
  const [opened, { toggle, close }] = useDisclosure(false);
  return (
    <Popover
      opened={opened}
      onChange={(open) => !open && close()}
      position="bottom-end"
      width={width}
      trapFocus
      returnFocus
      withinPortal
    >
      <Popover.Target>
        <Button {...button} onClick={toggle} {...(longLabel && { "aria-label": longLabel })}>
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown}>{opened && children(close)}</Popover.Dropdown>
    </Popover>
  );
}
