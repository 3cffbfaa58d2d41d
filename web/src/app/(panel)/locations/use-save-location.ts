import { useMutation } from "urql";
import { type Answer, answerOf } from "../../../components/change/answer.ts";
import type { LocationRowFragment } from "../../../graphql/generated/graphql.ts";
import { AddLocation, EditLocation } from "../../../graphql/location.ts";

/** What a person says of a location. */
export type LocationValues = Omit<LocationRowFragment, "id">;

/** Adds a location, or changes the one of this id. */
export function useSaveLocation() {
  const [, add] = useMutation(AddLocation);
  const [, edit] = useMutation(EditLocation);
  return async (locationId: string | null, values: LocationValues): Promise<Answer<object>> => {
    const { code, kind, isActive, name, country, shipsTo, priority, safetyStock } = values;
    const same = { name, country, shipsTo, priority, safetyStock };
    if (locationId === null) return answerOf((await add({ input: { ...same, code, kind } })).data?.addLocation ?? null);
    return answerOf((await edit({ input: { ...same, locationId, isActive } })).data?.editLocation ?? null);
  };
}
