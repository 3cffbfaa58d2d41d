import type { RuleChange } from "./rules.ts";
import type { World } from "./world.ts";

/** Other rules come into force; what they publish is computed product by product, as the jobs come to it. */
export function changeRules(world: World, { atMs, rules, productIds }: RuleChange): void {
  const { agenda, hub, random } = world;
  agenda.after(atMs, () => {
    hub.rules = rules;
    for (const productId of productIds) {
      agenda.after(random.between(5, 3_000), () =>
        hub.apply([{ verb: "republish", productIds: [productId] }], agenda.at),
      );
    }
  });
}
