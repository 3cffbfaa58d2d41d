import { useMutation } from "urql";
import { type Answer, answerOf } from "../../../../components/change/answer.ts";
import { useKeyed } from "../../../../components/change/use-keyed.ts";
import type { RerouteInput } from "../../../../graphql/generated/graphql.ts";
import { Reroute } from "../../../../graphql/reroute.ts";

/** Sends reserved units from another location; the answer lands in the cache and so on the page. */
export function useReroute() {
  const keyed = useKeyed();
  const [, send] = useMutation(Reroute);
  return (wish: Omit<RerouteInput, "key" | "reason">): Promise<Answer<object>> =>
    keyed(async (key) => (await send({ input: { ...wish, key, reason: "moved" } })).data?.reroute ?? null).then(
      answerOf,
    );
}
