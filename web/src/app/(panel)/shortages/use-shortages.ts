import { useQuery } from "urql";
import { type Page, pageOf } from "../../../components/paged-rows.tsx";
import type { ShortageRowFragment } from "../../../graphql/generated/graphql.ts";
import { OpenShortages } from "../../../graphql/shortage.ts";

const first = 50;

/** A page of open shortages. */
export function useShortages(after: string | null): Page<ShortageRowFragment> {
  const [result, read] = useQuery({ query: OpenShortages, variables: { first, after } });
  return pageOf(result.data?.shortages, result, read);
}
