import { Checkbox, Select } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslations } from "next-intl";
import { useMutation } from "urql";
import form from "../../../../components/form.module.css";
import { FormActions } from "../../../../components/form-actions.tsx";
import { useAct } from "../../../../components/use-act.ts";
import { CancelLines } from "../../../../graphql/changes.ts";
import type { CancellationReason, OrderDetailFragment } from "../../../../graphql/generated/graphql.ts";

const reasons = ["out_of_stock", "asked_by_buyer", "other"] as const satisfies readonly CancellationReason[];

/** Asks the platform to cancel what is open of some lines; what it cannot cancel this way is refused with the place where it is done. */
export function CancelForm({
  order,
  onDone,
  onCancel,
}: {
  order: OrderDetailFragment;
  onDone: () => void;
  onCancel: () => void;
}) {
  const t = useTranslations("order.cancel");
  const { run, isBusy, refused } = useAct();
  const [, cancel] = useMutation(CancelLines);
  const open = order.lines.filter((line) => line.open > 0);
  const wish = useForm({
    initialValues: { lines: open.map(({ id }) => id), reason: reasons[0] as CancellationReason },
    validate: { lines: (lines) => (lines.length > 0 ? null : t("nothing")) },
  });
  const submit = wish.onSubmit(async ({ lines, reason }) => {
    const act = { orderId: order.id, orderLineIds: lines, reason };
    if (await run(async (key) => (await cancel({ input: { ...act, key } })).data?.cancelLines)) onDone();
  });
  return (
    <form className={form.form} onSubmit={submit}>
      <p className={form.heading}>{t("title")}</p>
      <p className={form.text}>{t("text")}</p>
      <Checkbox.Group aria-label={t("lines")} {...wish.getInputProps("lines")}>
        <div className={form.lines}>
          {open.map((line) => (
            <Checkbox
              key={line.id}
              value={line.id}
              label={t("line", { title: line.product?.title ?? line.title, open: line.open })}
            />
          ))}
        </div>
      </Checkbox.Group>
      <Select
        label={t("reason")}
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
        data={reasons.map((value) => ({ value, label: t(`reasons.${value}`) }))}
        {...wish.getInputProps("reason")}
      />
      <FormActions submit={t("submit")} isBusy={isBusy} refused={refused} onCancel={onCancel} />
    </form>
  );
}
