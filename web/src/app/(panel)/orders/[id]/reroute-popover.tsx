"use client";

import { Button, Popover } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useTranslations } from "next-intl";
import classes from "./order.module.css";
import type { OrderReservation } from "./order-reservation.ts";
import { RerouteForm } from "./reroute-form.tsx";

interface Props {
  orderId: string;
  reservation: OrderReservation;
}

/** The form that sends reserved units from another location, beside the button that opened it. */
export function ReroutePopover({ orderId, reservation }: Props) {
  const t = useTranslations("order.reroute");
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
        <Button variant="default" size="compact-sm" onClick={toggle}>
          {t("move")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown}>
        {opened && <RerouteForm orderId={orderId} reservation={reservation} onDone={close} />}
      </Popover.Dropdown>
    </Popover>
  );
}
