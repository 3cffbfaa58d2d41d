import list from "../../../components/list.module.css";
import { Moment } from "../../../components/moment.tsx";
import { Actor } from "../../../components/movement/actor.tsx";
import { Changes } from "../../../components/movement/changes.tsx";
import { Verb } from "../../../components/movement/verb.tsx";
import { Num } from "../../../components/num.tsx";
import { ProductName } from "../../../components/product-name.tsx";
import type { MovementRowFragment } from "../../../graphql/generated/graphql.ts";

/** One line of the ledger: when, of what, what, who, where, by how much. */
export function ActivityTableRow({ movement }: { movement: MovementRowFragment }) {
  const { at, product, operation, location, availableAfter } = movement;
  return (
    <tr>
      <td className={`${list.desktop} ${list.quiet}`}>
        <Moment at={at} />
      </td>
      <td className={`wide ${list.first}`}>
        <ProductName product={product} />
        <span className={list.phone}>
          <Verb operation={operation} /> · <Actor actor={operation.actor} /> · {location.name} · <Moment at={at} />
        </span>
      </td>
      <td className={list.desktop}>
        <Verb operation={operation} />
      </td>
      <td className={list.desktop}>
        <Actor actor={operation.actor} /> {operation.note && <span className={list.quiet}>{operation.note}</span>}
      </td>
      <td className={list.desktop}>{location.name}</td>
      <td className={`num ${list.last}`}>
        <Changes movement={movement} />
      </td>
      <td className={`num ${list.desktop}`}>
        <Num value={availableAfter} />
      </td>
    </tr>
  );
}
