import type { InputFieldBuilder } from "@pothos/core";
import { ledgerName } from "../auth/actor.ts";
import type { ApiTypes } from "../builder.ts";
import type { Context } from "../context.ts";

/** The fields of every input that moves stock: they name the act, so that repeating it is harmless, and say why. */
export function actFields(t: InputFieldBuilder<ApiTypes, "InputObject">) {
  return {
    key: t.string({
      required: true,
      description:
        "Names this one act for ever, chosen by the caller. Sent again with the same content it changes nothing more.",
    }),
    reason: t.string({ required: true, description: "Why, in a word or two: the ledger shows it." }),
    note: t.string({ description: "What else there is to say." }),
  };
}

interface ActInput {
  key: string;
  reason: string;
  note?: string | null | undefined;
}

interface Act {
  key: string;
  actor: string;
  reason: string;
  note?: string;
}

/** Who does what was asked, and why. */
export function actOf({ key, reason, note }: ActInput, { actor }: Context): Act {
  return { key, actor: ledgerName(actor), reason, ...(typeof note === "string" && { note }) };
}
