import { editLocation } from "@stockpool/stock";
import { builder } from "../builder.ts";
import { Location } from "./location.ts";
import { LocationResult } from "./location-changed.ts";
import { refusalOf } from "./refusal.ts";

const EditLocationInput = builder.inputType("EditLocationInput", {
  description: "What is to change of a location; what is left out stays.",
  fields: (t) => ({
    locationId: t.globalID({ for: Location, required: true, description: "Which location." }),
    name: t.string({ description: "What people call it." }),
    country: t.string({ description: "Where it stands: ISO 3166-1 alpha-2." }),
    shipsTo: t.stringList({ description: "Countries that it ships to; empty means every country." }),
    priority: t.int({ description: "Lower is tried first." }),
    safetyStock: t.field({ type: "Quantity", description: "Units of every product that are kept back." }),
    isActive: t.boolean({
      description: "False: nothing is sent from there and no channel draws on it. What is reserved there stays.",
    }),
  }),
});

builder.mutationField("editLocation", (t) =>
  t.field({
    type: LocationResult,
    description: "Changes a location; what lies there is published anew where its numbers change, soon.",
    args: { input: t.arg({ type: EditLocationInput, required: true, description: "What to change." }) },
    resolve: async (_root, { input: { locationId, ...wish } }, { primary }) => {
      const edited = await editLocation(primary.pool, locationId.id, givenOf(wish), new Date());
      return edited.kind === "refused" ? refusalOf(edited) : edited;
    },
  }),
);

type Given<Wish> = { [Field in keyof Wish]?: Exclude<Wish[Field], null | undefined> };

/** The fields that were given: null means the same as left out. */
function givenOf<Wish extends object>(wish: Wish): Given<Wish>;
function givenOf(wish: object): object {
  return Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== null && value !== undefined));
}
