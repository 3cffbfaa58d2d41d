"use client";

import { Button, Popover } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useTranslations } from "next-intl";
import type { OrderDetailFragment } from "../../../../graphql/generated/graphql.ts";
import classes from "./order.module.css";
import { UnitsForm } from "./units-form.tsx";

interface Props {
  order: OrderDetailFragment;
  act: "ship" | "release";
}

/** The form that ships or releases units, beside the button that opened it. */
export function UnitsPopover({ order, act }: Props) {
  const t = useTranslations("order");
  const [opened, { toggle, close }] = useDisclosure(false);
  return (
    <Popover
      opened={opened}
      onChange={(open) => !open && close()}
      position="bottom-end"
      width={368}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button variant={act === "ship" ? "filled" : "default"} onClick={toggle}>
          {t(act)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown}>
        {opened && <UnitsForm order={order} act={act} onDone={close} />}
      </Popover.Dropdown>
    </Popover>
  );
}
