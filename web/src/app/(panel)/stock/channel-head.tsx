import { PlatformMark } from "../../../components/platform-mark.tsx";
import type { Platform } from "../../../graphql/generated/graphql.ts";
import classes from "./stock.module.css";

/** The head of a channel's column. */
export function ChannelHead({ name, platform }: { name: string; platform: Platform }) {
  return (
    <span className={classes.head}>
      <PlatformMark platform={platform} />
      <span className={classes.channel} title={name}>
        {name}
      </span>
    </span>
  );
}
