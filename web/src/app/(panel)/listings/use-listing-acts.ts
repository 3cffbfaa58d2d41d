import { useState } from "react";
import { useMutation } from "urql";
import { type Answer, answerOf } from "../../../components/change/answer.ts";
import { useKeyed } from "../../../components/change/use-keyed.ts";
import type { ActDoneFragment, ChangeListingsMutation, ListingWishInput } from "../../../graphql/generated/graphql.ts";
import { AcceptSuggestions, ChangeListings, UndoListingAct } from "../../../graphql/listing.ts";

type Changed = ChangeListingsMutation["changeListings"];

/** What can be done with listings, and what came of the last of it. */
export function useListingActs(onDone: () => void) {
  const keyed = useKeyed();
  const [, change] = useMutation(ChangeListings);
  const [, accept] = useMutation(AcceptSuggestions);
  const [, undo] = useMutation(UndoListingAct);
  const [isBusy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<Answer<ActDoneFragment> | null>(null);
  const run = async (send: (key: string) => Promise<Changed | null>): Promise<void> => {
    setBusy(true);
    setAnswer(answerOf<ActDoneFragment>(await keyed(send)));
    setBusy(false);
    onDone();
  };
  return {
    isBusy,
    answer,
    change: (wishes: ListingWishInput[]) =>
      run(async (key) => (await change({ input: { key, wishes } })).data?.changeListings ?? null),
    accept: (channelId: string | null, confidenceMin: number) =>
      run(async (key) => (await accept({ key, channelId, confidenceMin })).data?.acceptSuggestions ?? null),
    undo: (actId: string) => run(async () => (await undo({ actId })).data?.undoListingAct ?? null),
  };
}

/** What can be done with listings. */
export type ListingActs = ReturnType<typeof useListingActs>;
