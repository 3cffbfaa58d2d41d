import { NumberInput, Select, Skeleton } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useFormatter, useTranslations } from "next-intl";
import { useMutation, useQuery } from "urql";
import form from "../../../../components/form.module.css";
import { FormActions } from "../../../../components/form-actions.tsx";
import { QueryTrouble } from "../../../../components/query-trouble.tsx";
import { useAct } from "../../../../components/use-act.ts";
import type { OrderDetailFragment } from "../../../../graphql/generated/graphql.ts";
import { ProductLevels } from "../../../../graphql/product.ts";
import { Reroute } from "../../../../graphql/reroute.ts";

interface Props {
  orderId: string;
  reservation: OrderDetailFragment["lines"][number]["reservations"][number];
  onDone: () => void;
  onCancel: () => void;
}

/** To which location, and how many units; what is free at each stands beside its name. */
export function RerouteForm({ orderId, reservation, onDone, onCancel }: Props) {
  const t = useTranslations("order.reroute");
  const format = useFormatter();
  const { run, isBusy, refused } = useAct();
  const [, reroute] = useMutation(Reroute);
  const [{ data, error }, read] = useQuery({ query: ProductLevels, variables: { sku: reservation.product.sku } });
  const wish = useForm({
    initialValues: { toLocationId: "", quantity: reservation.quantity },
    validate: { toLocationId: (id) => (id === "" ? t("missing") : null) },
  });
  if (!data) {
    if (!error) return <Skeleton height={160} />;
    return <QueryTrouble error={error} onRetry={() => read({ requestPolicy: "network-only" })} />;
  }
  const free = new Map(data.product?.levels.map(({ location, available }) => [location.id, available]));
  const places = data.locations.filter((one) => one.isActive && one.id !== reservation.location.id);
  const submit = wish.onSubmit(async (wanted) => {
    const act = { reason: "moved", orderId, reservationId: reservation.id, ...wanted };
    if (await run(async (key) => (await reroute({ input: { ...act, key } })).data?.reroute)) onDone();
  });
  return (
    <form className={form.form} onSubmit={submit}>
      <p className={form.heading}>{t("title")}</p>
      <p className={form.text}>{t("text", { location: reservation.location.name })}</p>
      <div className={form.placeAndUnits}>
        <Select
          label={t("to")}
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
          data={places.map(({ id, name }) => ({
            value: id,
            label: t("place", { name, free: format.number(free.get(id) ?? 0) }),
          }))}
          {...wish.getInputProps("toLocationId")}
        />
        <NumberInput
          label={t("units")}
          min={1}
          max={reservation.quantity}
          allowDecimal={false}
          allowNegative={false}
          hideControls
          {...wish.getInputProps("quantity")}
        />
      </div>
      <FormActions submit={t("submit")} isBusy={isBusy} refused={refused} onCancel={onCancel} />
    </form>
  );
}
