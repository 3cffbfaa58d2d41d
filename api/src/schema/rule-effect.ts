import type { RuleEffect as Effect } from "@stockpool/stock";
import { builder } from "../builder.ts";

/** How many listings a change of rules sets to zero, raises and lowers. */
export const RuleEffect = builder.objectRef<Effect>("RuleEffect").implement({
  description: "What a change of rules does to the listings concerned.",
  fields: (t) => ({
    listings: t.exposeInt("listings", { description: "Listings looked at." }),
    showing: t.exposeInt("showing", { description: "Those of them that show something." }),
    toZero: t.exposeInt("toZero", { description: "Those that would show nothing any more." }),
    raised: t.exposeInt("raised", { description: "Those that would show more." }),
    lowered: t.exposeInt("lowered", { description: "Those that would show fewer, and not 0." }),
    isSample: t.exposeBoolean("isSample", {
      description: "True when so many products are concerned that an even sample of them was looked at.",
    }),
  }),
});
