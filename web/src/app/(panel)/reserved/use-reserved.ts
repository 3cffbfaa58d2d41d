import { useQuery } from "urql";
import { type Page, pageOf } from "../../../components/paged-rows.tsx";
import type { ReservedRowFragment } from "../../../graphql/generated/graphql.ts";
import { Reserved } from "../../../graphql/reserved.ts";

const first = 50;

/** A page of open reservations. */
export function useReserved(after: string | null): Page<ReservedRowFragment> {
  const [result, read] = useQuery({ query: Reserved, variables: { first, after } });
  return pageOf(result.data?.agedReservations, result, read);
}
