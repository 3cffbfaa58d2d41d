/** One step of the publishing pipeline: what it made of the quantity before it, and which rule decided. */
export interface Step {
  step: StepName;
  /** The rule whose field decided; null for the built-in default and for steps without a rule. */
  ruleId: string | null;
  before: number;
  after: number;
  /** The figures that the step used, for people: units, percent, limit, the limiting component. */
  detail?: Record<string, number | string | null>;
}

export const stepNames = [
  "locations",
  "incoming",
  "safety_stock",
  "share",
  "stop_selling",
  "always_show",
  "cap",
] as const;

export type StepName = (typeof stepNames)[number];

/** The published quantity with every step that led to it, first to last. */
export interface Trace {
  quantity: number;
  steps: Step[];
}
