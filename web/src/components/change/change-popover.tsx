"use client";

import { Popover, type PopoverProps } from "@mantine/core";
import { cloneElement, type ReactElement, useRef, useState } from "react";
import classes from "./change.module.css";
import { ChangePanel } from "./change-panel.tsx";

interface Props {
  sku: string;
  verb: "adjust" | "receive";
  position?: PopoverProps["position"];
  /** The button that opens it. */
  children: ReactElement<{ onClick?: () => void; "aria-expanded"?: boolean }>;
}

/**
 * The form that changes a product's stock, beside the button that opened it. It exists only while it is open: a table holds
 * one for every row.
 */
export function ChangePopover({ sku, verb, position = "bottom-end", children }: Props) {
  const [opened, setOpened] = useState(false);
  const box = useRef<HTMLSpanElement>(null);
  const close = () => {
    setOpened(false);
    box.current?.querySelector("button")?.focus();
  };
  return (
    <span ref={box} className={classes.box}>
      {cloneElement(children, { onClick: () => setOpened(true), "aria-expanded": opened })}
      {opened && (
        <Popover opened onChange={(open) => !open && close()} position={position} width={360} trapFocus withinPortal>
          <Popover.Target>
            <span className={classes.anchor} />
          </Popover.Target>
          <Popover.Dropdown className={classes.dropdown}>
            <ChangePanel sku={sku} verb={verb} onDone={close} />
          </Popover.Dropdown>
        </Popover>
      )}
    </span>
  );
}
