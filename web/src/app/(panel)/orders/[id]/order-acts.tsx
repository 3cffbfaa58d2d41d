import { useTranslations } from "next-intl";
import { isOwnSystem } from "../../../../components/channel/is-own-system.ts";
import { FormPopover } from "../../../../components/form-popover.tsx";
import type { OrderDetailFragment } from "../../../../graphql/generated/graphql.ts";
import { CancelForm } from "./cancel-form.tsx";
import { UnitsForm } from "./units-form.tsx";

/** What can be done with an order of which units are open. Orders of own systems are cancelled by those systems. */
export function OrderActs({ order }: { order: OrderDetailFragment }) {
  const t = useTranslations("order");
  return (
    <>
      {!isOwnSystem(order.channel.platform) && (
        <FormPopover variant="default" label={t("cancel.open")}>
          {(ends) => <CancelForm order={order} {...ends} />}
        </FormPopover>
      )}
      <FormPopover variant="default" label={t("release")}>
        {(ends) => <UnitsForm order={order} act="release" {...ends} />}
      </FormPopover>
      <FormPopover label={t("ship")}>{(ends) => <UnitsForm order={order} act="ship" {...ends} />}</FormPopover>
    </>
  );
}
