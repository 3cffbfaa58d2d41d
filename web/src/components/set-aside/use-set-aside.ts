import { useMutation } from "urql";
import { Quarantine, Unquarantine, WriteOff } from "../../graphql/set-aside.ts";
import { useAct } from "../use-act.ts";

/** What can happen to units that are not fit for sale. */
export type Aside = "setAside" | "putBack" | "writeOff";

interface Wish {
  act: Aside;
  productId: string;
  locationId: string;
  quantity: number;
  /** Which units are written off. */
  from: "sellable" | "unavailable";
  reason: string;
  note: string | null;
}

/** Sets units aside, back for sale, or writes them off. */
export function useSetAside() {
  const { run, isBusy, refused } = useAct();
  const [, quarantine] = useMutation(Quarantine);
  const [, unquarantine] = useMutation(Unquarantine);
  const [, writeOff] = useMutation(WriteOff);
  const send = ({ act, from, ...wish }: Wish) =>
    run(async (key) => {
      const input = { key, ...wish };
      if (act === "setAside") return (await quarantine({ input })).data?.quarantine;
      if (act === "putBack") return (await unquarantine({ input })).data?.unquarantine;
      return (await writeOff({ input: { ...input, from } })).data?.writeOff;
    });
  return { send, isBusy, refused };
}
