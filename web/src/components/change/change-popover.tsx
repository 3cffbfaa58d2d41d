"use client";

import { Popover, type PopoverProps } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { cloneElement, type ReactElement } from "react";
import classes from "./change.module.css";
import { ChangePanel } from "./change-panel.tsx";

interface Props {
  sku: string;
  verb: "adjust" | "receive";
  position?: PopoverProps["position"];
  /** The button that opens it. */
  children: ReactElement<{ onClick?: () => void }>;
}

/** The form that changes a product's stock, beside the button that opened it. */
export function ChangePopover({ sku, verb, position = "bottom-end", children }: Props) {
  const [opened, { toggle, close }] = useDisclosure(false);
  return (
    <Popover
      opened={opened}
      onChange={(open) => !open && close()}
      position={position}
      width={360}
      trapFocus
      returnFocus
      withinPortal
    >
      <Popover.Target>{cloneElement(children, { onClick: toggle })}</Popover.Target>
      <Popover.Dropdown className={classes.dropdown}>
        {opened && <ChangePanel sku={sku} verb={verb} onDone={close} />}
      </Popover.Dropdown>
    </Popover>
  );
}
