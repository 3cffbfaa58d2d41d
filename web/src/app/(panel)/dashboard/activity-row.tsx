import Link from "next/link";
import { Actor } from "../../../components/movement/actor.tsx";
import { Changes } from "../../../components/movement/changes.tsx";
import { Verb } from "../../../components/movement/verb.tsx";
import { TimeAgo } from "../../../components/time-ago.tsx";
import type { MovementRowFragment } from "../../../graphql/generated/graphql.ts";
import { productPath } from "../../../routes.ts";
import classes from "./dashboard.module.css";

/** One movement: what changed, by whom and when. */
export function ActivityRow({ movement }: { movement: MovementRowFragment }) {
  const { at, product, location, operation } = movement;
  return (
    <li className={classes.activity}>
      <span className={classes.what}>
        <Link className={classes.name} href={productPath(product.sku)}>
          {product.title}
        </Link>
        <span className={classes.how}>
          <Verb operation={operation} /> · <Actor actor={operation.actor} /> · {location.name}
        </span>
      </span>
      <Changes movement={movement} />
      <span className={classes.when}>
        <TimeAgo at={at} />
      </span>
    </li>
  );
}
