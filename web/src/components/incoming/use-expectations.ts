import { useQuery } from "urql";
import { Expectations } from "../../graphql/expectation.ts";
import type { ExpectationRowFragment } from "../../graphql/generated/graphql.ts";
import { type Page, pageOf } from "../paged-rows.tsx";

const first = 50;

/** A page of what is to come, of one product or of all. */
export function useExpectations(productId: string | null, after: string | null): Page<ExpectationRowFragment> {
  const [result, read] = useQuery({ query: Expectations, variables: { first, after, productId } });
  return pageOf(result.data?.expectations, result, read);
}
