import type { Platform } from "../graphql/generated/graphql.ts";
import classes from "./platform-mark.module.css";

const letters: Record<Platform, string> = { shopify: "S", bol: "b", amazon: "a", portal: "P", pos: "K" };

/** A small mark that tells a channel's platform; its name stands beside it or is in its title. */
export function PlatformMark({ platform }: { platform: Platform }) {
  return (
    <span className={`${classes.mark} ${classes[platform]}`} aria-hidden="true">
      {letters[platform]}
    </span>
  );
}
