import type { ArgBuilder } from "@pothos/core";
import type { ApiTypes } from "../builder.ts";
import { pageSizeDefault, pageSizeMax } from "../read/cursor.ts";

/** The arguments of every paged list. */
export function pageArgs(arg: ArgBuilder<ApiTypes>) {
  return {
    first: arg.int({ description: `Rows to give: 1–${pageSizeMax}, ${pageSizeDefault} when left out.` }),
    after: arg.string({ description: "The cursor to continue after: `endCursor` of the page before." }),
  };
}
