import { PlatformError } from "../trouble.ts";

/** What Shopify tells about the pages of a connection. */
export interface PageInfo {
  hasNextPage: boolean;
  endCursor?: string | null | undefined;
}

/** Where the next page begins; null after the last one. A list that promises more and does not move on is trouble. */
export function nextCursor({ hasNextPage, endCursor }: PageInfo, current: string | null): string | null {
  if (!hasNextPage) return null;
  if (endCursor && endCursor !== current) return endCursor;
  throw new PlatformError("Shopify promises a next page that never comes");
}
