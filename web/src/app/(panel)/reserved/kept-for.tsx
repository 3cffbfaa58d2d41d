import Link from "next/link";
import list from "../../../components/list.module.css";
import { PlatformMark } from "../../../components/platform-mark.tsx";
import type { ReservedRowFragment } from "../../../graphql/generated/graphql.ts";
import { orderPath } from "../../../routes.ts";

/** The order or the hold that units are kept for, leading to it. */
export function KeptFor({ reservation: { order, hold } }: { reservation: ReservedRowFragment }) {
  if (!order) {
    return (
      <Link className={list.link} href="/holds">
        {hold?.reference}
      </Link>
    );
  }
  return (
    <Link className={`${list.channel} ${list.link}`} href={orderPath(order.id)} title={order.channel.name}>
      <PlatformMark platform={order.channel.platform} />
      {order.name}
    </Link>
  );
}
