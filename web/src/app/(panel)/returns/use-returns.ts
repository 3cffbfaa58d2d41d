import { useQuery } from "urql";
import { type Page, pageOf } from "../../../components/paged-rows.tsx";
import type { ReturnRowFragment } from "../../../graphql/generated/graphql.ts";
import { Returns } from "../../../graphql/return.ts";

const first = 50;

/** A page of returns: those that wait for a decision, or the others. */
export function useReturns(isOpen: boolean, after: string | null): Page<ReturnRowFragment> {
  const [result, read] = useQuery({ query: Returns, variables: { first, after, isOpen } });
  return pageOf(result.data?.returns, result, read);
}
