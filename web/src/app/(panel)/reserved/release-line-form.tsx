import { Skeleton } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { useMutation, useQuery } from "urql";
import form from "../../../components/form.module.css";
import { FormActions } from "../../../components/form-actions.tsx";
import type { FormEnds } from "../../../components/form-popover.tsx";
import { QueryTrouble } from "../../../components/query-trouble.tsx";
import { useAct } from "../../../components/use-act.ts";
import { ReleaseOrder } from "../../../graphql/changes.ts";
import type { OrderDetailFragment } from "../../../graphql/generated/graphql.ts";
import { OrderPage } from "../../../graphql/order.ts";

interface Props extends FormEnds {
  reservationId: string;
  orderId: string;
}

/** Reads the order line that a reservation is for: what is open of it is released as a whole, for of a part the newest units would go. */
export function ReleaseLineForm({ reservationId, orderId, ...ends }: Props) {
  const variables = { id: orderId };
  const [{ data, error, stale }, read] = useQuery({ query: OrderPage, variables, requestPolicy: "network-only" });
  if (error) return <QueryTrouble error={error} onRetry={() => read({ requestPolicy: "network-only" })} />;
  if (!data || stale) return <Skeleton height={120} />;
  const order = data.node && "lines" in data.node ? data.node : null;
  const line = order?.lines.find(({ reservations }) => reservations.some(({ id }) => id === reservationId));
  return order && line && <LineForm order={order} line={line} {...ends} />;
}

interface LineProps extends FormEnds {
  order: OrderDetailFragment;
  line: OrderDetailFragment["lines"][number];
}

function LineForm({ order, line, onDone, onCancel }: LineProps) {
  const t = useTranslations("reserved.release");
  const { run, isBusy, refused } = useAct();
  const [, release] = useMutation(ReleaseOrder);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const lines = [{ orderLineId: line.id, quantity: line.open }];
    const input = { orderId: order.id, lines, reason: "released" };
    if (await run(async (key) => (await release({ input: { key, ...input } })).data?.releaseOrder)) onDone();
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <p className={form.heading}>{t("line", { open: line.open, title: line.title, order: order.name })}</p>
      <p className={form.text}>{t("lineText", { channel: order.channel.name })}</p>
      <FormActions
        submit={t("submit")}
        isBusy={isBusy}
        isDisabled={line.open === 0}
        refused={refused}
        onCancel={onCancel}
      />
    </form>
  );
}
