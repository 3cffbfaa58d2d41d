import { useQuery } from "urql";
import { type Page, pageOf } from "../../../components/paged-rows.tsx";
import type { MovementRowFragment } from "../../../graphql/generated/graphql.ts";
import { Movements } from "../../../graphql/movement.ts";

const first = 50;

/** A page of the ledger, the newest first. */
export function useMovements(after: string | null): Page<MovementRowFragment> {
  const [result, read] = useQuery({ query: Movements, variables: { first, after } });
  return pageOf(result.data?.movements, result, read);
}
