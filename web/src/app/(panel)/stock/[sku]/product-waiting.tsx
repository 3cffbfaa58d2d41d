import { Skeleton } from "@mantine/core";
import classes from "./product.module.css";

/** The page while it is on its way, in its final size. */
export function ProductWaiting() {
  return (
    <div aria-hidden="true">
      <div className={classes.waitingHead}>
        <Skeleton height={12} width={48} />
        <Skeleton height={20} width={280} />
        <Skeleton height={12} width={200} />
      </div>
      <div className={classes.tiles}>
        {["available", "onHand", "unavailable", "reserved", "incoming"].map((name) => (
          <div key={name} className={classes.tile}>
            <Skeleton height={12} width={64} my={4} />
            <Skeleton height={20} width={48} my={4} />
          </div>
        ))}
      </div>
    </div>
  );
}
