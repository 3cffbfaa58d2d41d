"use client";

import { Button, type ButtonProps, Modal, Popover } from "@mantine/core";
import { useDisclosure, useMediaQuery } from "@mantine/hooks";
import type { ReactNode } from "react";
import classes from "./form.module.css";

/** How a form ends: its work is done, or it is left. Both close it. */
export interface FormEnds {
  onDone: () => void;
  onCancel: () => void;
}

interface Props extends Pick<ButtonProps, "variant" | "size" | "disabled"> {
  /** What the button says. */
  label: ReactNode;
  /** What it says to those who do not see its row. */
  longLabel?: string;
  width?: number;
  /** Called when the form's work is done. */
  onDone?: () => void;
  /** The form; it exists only while it is open. */
  children: (ends: FormEnds) => ReactNode;
}

/** A button, and the form that it opens: beside it, and on a phone over the whole screen. */
export function FormPopover({ label, longLabel, width = 368, onDone, children, ...button }: Props) {
  const [opened, { toggle, close }] = useDisclosure(false);
  const isPhone = useMediaQuery("(max-width: 48em)");
  const ends = {
    onCancel: close,
    onDone: () => {
      close();
      onDone?.();
    },
  };
  const opener = (
    <Button {...button} onClick={toggle} {...(longLabel && { "aria-label": longLabel })}>
      {label}
    </Button>
  );
  if (isPhone) {
    return (
      <>
        {opener}
        <Modal opened={opened} onClose={close} fullScreen withCloseButton={false} padding={16}>
          {opened && children(ends)}
        </Modal>
      </>
    );
  }
  return (
    <Popover
      opened={opened}
      onChange={(open) => !open && close()}
      position="bottom-end"
      width={width}
      trapFocus
      returnFocus
      withinPortal
      // A form that is higher than the room below its button moves up over it: its end must be in reach.
      middlewares={{ flip: true, shift: { crossAxis: true, padding: 8 } }}
    >
      <Popover.Target>{opener}</Popover.Target>
      <Popover.Dropdown className={classes.dropdown}>{opened && children(ends)}</Popover.Dropdown>
    </Popover>
  );
}
