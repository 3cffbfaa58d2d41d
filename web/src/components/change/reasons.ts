/** Why stock is changed by hand, the usual one first. Stored as these words; shown in the reader's language. */
export const reasons = {
  adjust: ["correction", "damaged", "lost", "found", "sample", "other"],
  aside: ["damaged", "toCheck", "expired", "lost", "other"],
  receive: ["purchase", "production", "return", "other"],
} as const;
