import type { InputFieldBuilder } from "@pothos/core";
import type { RuleFields } from "@stockpool/stock";
import type { ApiTypes } from "../builder.ts";
import { Channel } from "./channel.ts";
import { Product } from "./product.ts";
import { PercentBy, ShareKind } from "./rules.ts";

/** Of what a rule speaks. */
export function scopeInputs(t: InputFieldBuilder<ApiTypes, "InputObject">) {
  return {
    channelId: t.globalID({ for: Channel, description: "Only there; left out: on every channel." }),
    productId: t.globalID({ for: Product, description: "Only of this; left out: of every product." }),
  };
}

/** The fields of a rule: what is left out stays, null clears a field, so that it inherits. */
export function ruleInputs(t: InputFieldBuilder<ApiTypes, "InputObject">) {
  return {
    incomingDays: t.int({ description: "0–365: units expected within so many days count as sellable." }),
    safetyStockUnits: t.field({ type: "Quantity", description: "Units kept back." }),
    safetyStockPercent: t.float({ description: "0–100, kept back, rounded up; the larger of both counts." }),
    shareKind: t.field({ type: ShareKind, description: "How much a listing may show." }),
    sharePercent: t.float({ description: "0–100, with `percentage`." }),
    shareUnits: t.field({ type: "Quantity", description: "With `fixed`." }),
    percentBy: t.field({ type: PercentBy, description: "With `percentage`: where it comes from." }),
    velocityLeast: t.float({ description: "0–100: by velocity never less than so many percent." }),
    velocityMost: t.float({ description: "0–100: by velocity never more than so many percent." }),
    isVelocityFrozen: t.boolean({ description: "True: the share by velocity stays as it is." }),
    guardBelow: t.field({ type: "Quantity", description: "Under so many units the share becomes guaranteed." }),
    stopSellingAt: t.field({ type: "Quantity", description: "At or below it a listing shows 0." }),
    alwaysShowAtLeast: t.field({ type: "Quantity", description: "Never below this: deliberate oversell." }),
    cap: t.field({ type: "Quantity", description: "Never above this." }),
  };
}

type Given = { [Field in keyof RuleFields]?: RuleFields[Field] | undefined };

/** GraphQL hands over only what was given; its types say that it might also hand over undefined. */
export function fieldsOf(given: Given): RuleFields {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
