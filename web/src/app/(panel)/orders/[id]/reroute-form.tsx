import { Button, NumberInput, Select, Skeleton } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { useQuery } from "urql";
import type { Answer } from "../../../../components/change/answer.ts";
import { ChangeRefused } from "../../../../components/change/change-refused.tsx";
import { QueryTrouble } from "../../../../components/query-trouble.tsx";
import { ProductLevels } from "../../../../graphql/product.ts";
import classes from "./order.module.css";
import type { OrderReservation } from "./order-reservation.ts";
import { useReroute } from "./use-reroute.ts";

interface Props {
  orderId: string;
  reservation: OrderReservation;
  onDone: () => void;
}

/** To which location, and how many units; what is free at each stands beside its name. */
export function RerouteForm({ orderId, reservation, onDone }: Props) {
  const t = useTranslations("order.reroute");
  const format = useFormatter();
  const reroute = useReroute();
  const [refused, setRefused] = useState<Exclude<Answer<never>, { kind: "done" }> | null>(null);
  const [{ data, error }, read] = useQuery({ query: ProductLevels, variables: { sku: reservation.product.sku } });
  const form = useForm({
    initialValues: { locationId: "", quantity: reservation.quantity },
    validate: { locationId: (id) => (id === "" ? t("missing") : null) },
  });
  if (!data) {
    return error ? (
      <QueryTrouble error={error} onRetry={() => read({ requestPolicy: "network-only" })} />
    ) : (
      <Skeleton height={160} />
    );
  }
  const free = new Map(data.product?.levels.map(({ location, available }) => [location.id, available]));
  const places = data.locations.filter((one) => one.isActive && one.id !== reservation.location.id);
  const submit = form.onSubmit(async ({ locationId, quantity }) => {
    setRefused(null);
    const answer = await reroute({ orderId, reservationId: reservation.id, toLocationId: locationId, quantity });
    if (answer.kind === "done") onDone();
    else setRefused(answer);
  });
  return (
    <form className={classes.form} onSubmit={submit}>
      <p className={classes.heading}>{t("title")}</p>
      <p className={classes.text}>{t("text", { location: reservation.location.name })}</p>
      <div className={classes.pair}>
        <Select
          label={t("to")}
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
          data={places.map(({ id, name }) => ({
            value: id,
            label: t("place", { name, free: format.number(free.get(id) ?? 0) }),
          }))}
          {...form.getInputProps("locationId")}
        />
        <NumberInput
          label={t("units")}
          min={1}
          max={reservation.quantity}
          allowDecimal={false}
          allowNegative={false}
          hideControls
          {...form.getInputProps("quantity")}
        />
      </div>
      {refused && <ChangeRefused answer={refused} />}
      <div className={classes.actions}>
        <Button variant="default" onClick={onDone}>
          {t("cancel")}
        </Button>
        <Button type="submit" loading={form.submitting}>
          {t("submit")}
        </Button>
      </div>
    </form>
  );
}
