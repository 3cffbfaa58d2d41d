import { useNow, useTranslations } from "next-intl";
import { FormPopover } from "../../../components/form-popover.tsx";
import list from "../../../components/list.module.css";
import { Num } from "../../../components/num.tsx";
import { ProductName } from "../../../components/product-name.tsx";
import { Tag } from "../../../components/tag.tsx";
import { TimeAgo } from "../../../components/time-ago.tsx";
import type { ReservedRowFragment } from "../../../graphql/generated/graphql.ts";
import { KeptFor } from "./kept-for.tsx";
import { Owner } from "./owner.tsx";
import { ReleaseHoldForm } from "./release-hold-form.tsx";
import { ReleaseLineForm } from "./release-line-form.tsx";

interface Props {
  reservation: ReservedRowFragment;
  onChanged: () => void;
}

/** One promise of units: of what, for which order or hold, whose that is, where, since when; and its release. */
export function ReservedTableRow({ reservation, onChanged }: Props) {
  const t = useTranslations("reserved");
  const { product, location, quantity, order, hold, madeAt } = reservation;
  return (
    <tr data-reservation={reservation.id}>
      <td className="wide">
        <ProductName product={product} />
        <span className={list.phone}>
          <KeptFor reservation={reservation} /> · {location.name} · <Age madeAt={madeAt} />
        </span>
      </td>
      <td className={list.desktop}>
        <KeptFor reservation={reservation} />
      </td>
      <td className={`${list.desktop} ${list.quiet}`}>
        <Owner reservation={reservation} />
      </td>
      <td className={list.desktop}>{location.name}</td>
      <td className="num">
        <strong>
          <Num value={quantity} />
        </strong>
      </td>
      <td className={`${list.desktop} ${list.quiet}`}>
        <Age madeAt={madeAt} />
      </td>
      <td>
        <span className={list.acts}>
          <FormPopover
            onDone={onChanged}
            size="compact-sm"
            variant="default"
            label={t("release.open")}
            longLabel={t("release.openOne", { sku: product.sku, name: order?.name ?? hold?.reference ?? "" })}
          >
            {(ends) => <ReleaseForm reservation={reservation} {...ends} />}
          </FormPopover>
        </span>
      </td>
    </tr>
  );
}

function ReleaseForm({
  reservation: { id, order, hold },
  ...ends
}: Omit<Props, "onChanged"> & { onDone: () => void; onCancel: () => void }) {
  if (order) return <ReleaseLineForm reservationId={id} orderId={order.id} {...ends} />;
  return hold && <ReleaseHoldForm hold={hold} {...ends} />;
}

/** By then a parcel has left, nearly always. */
const longMs = 7 * 86_400_000;

function Age({ madeAt }: { madeAt: string }) {
  const now = useNow({ updateInterval: 60_000 });
  const ago = <TimeAgo at={madeAt} />;
  return now.getTime() - new Date(madeAt).getTime() < longMs ? ago : <Tag tone="warn">{ago}</Tag>;
}
