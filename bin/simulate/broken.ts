/** Rules that the simulation can leave out, to show that it notices. */
export const brokenRules = ["skips_the_poll", "ignores_the_old_value", "takes_lost_as_confirmed"] as const;

export type Broken = (typeof brokenRules)[number] | null;
