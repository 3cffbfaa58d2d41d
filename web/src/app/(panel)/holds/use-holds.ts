import { useQuery } from "urql";
import { type Page, pageOf } from "../../../components/paged-rows.tsx";
import type { HoldRowFragment } from "../../../graphql/generated/graphql.ts";
import { Holds } from "../../../graphql/hold.ts";

const first = 50;

/** A page of holds: those that still keep units, or all. */
export function useHolds(isOpen: boolean, after: string | null): Page<HoldRowFragment> {
  const [result, read] = useQuery({ query: Holds, variables: { first, after, isOpen } });
  return pageOf(result.data?.holds, result, read);
}
