import { useTranslations } from "next-intl";
import { Actor } from "../../../components/movement/actor.tsx";
import type { ReservedRowFragment } from "../../../graphql/generated/graphql.ts";

/** Who is to be asked: the channel of an order, who made a hold. */
export function Owner({ reservation: { order, hold } }: { reservation: ReservedRowFragment }) {
  const t = useTranslations("reserved");
  if (order) return order.channel.name;
  return hold && t.rich("holdOf", { actor: () => <Actor actor={hold.actor} /> });
}
