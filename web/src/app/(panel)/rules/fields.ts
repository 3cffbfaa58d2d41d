import type { RuleEditInput, RuleValuesFragment } from "../../../graphql/generated/graphql.ts";

/** A field of a rule. */
export type FieldName = Exclude<keyof RuleEditInput, "channelId" | "productId" | "remove">;

/** What a field takes. */
export type FieldKind = "units" | "percent" | "days" | "choice" | "flag";

interface Field {
  name: FieldName;
  kind: FieldKind;
  choices?: readonly string[];
}

/** The steps of the pipeline in their order, each with the fields that decide it. */
export const steps: readonly { name: StepName; fields: readonly Field[] }[] = [
  { name: "incoming", fields: [{ name: "incomingDays", kind: "days" }] },
  {
    name: "safety",
    fields: [
      { name: "safetyStockUnits", kind: "units" },
      { name: "safetyStockPercent", kind: "percent" },
    ],
  },
  {
    name: "share",
    fields: [
      { name: "shareKind", kind: "choice", choices: ["shared", "percentage", "fixed", "guaranteed"] },
      { name: "percentBy", kind: "choice", choices: ["hand", "velocity"] },
      { name: "sharePercent", kind: "percent" },
      { name: "velocityLeast", kind: "percent" },
      { name: "velocityMost", kind: "percent" },
      { name: "isVelocityFrozen", kind: "flag", choices: ["true", "false"] },
      { name: "shareUnits", kind: "units" },
      { name: "guardBelow", kind: "units" },
    ],
  },
  {
    name: "limits",
    fields: [
      { name: "stopSellingAt", kind: "units" },
      { name: "alwaysShowAtLeast", kind: "units" },
      { name: "cap", kind: "units" },
    ],
  },
];

type StepName = "incoming" | "safety" | "share" | "limits";

/** Every field in the order of the pipeline. */
export const fieldNames: readonly FieldName[] = steps.flatMap(({ fields }) => fields.map(({ name }) => name));

/** What a person changed and has not saved: a value as text, or null to inherit. */
export type Draft = Readonly<Partial<Record<FieldName, string | null>>>;

/** A rule's value as text; null where it inherits. */
export function textOf(rule: RuleValuesFragment | null | undefined, name: FieldName): string | null {
  const value = rule?.[name] ?? null;
  return value === null ? null : String(value);
}

/** The draft as the API takes it. */
export function editOf(draft: Draft): RuleEditInput {
  const kinds = new Map(steps.flatMap(({ fields }) => fields.map(({ name, kind }) => [name, kind] as const)));
  return Object.fromEntries(
    Object.entries(draft).map(([name, text]) => [name, typedValue(kinds.get(nameOf(name)), text ?? null)]),
  );
}

/** Fields that decide something under what is chosen for the share. */
export function isTelling(name: FieldName, shareKind: string | null, percentBy: string | null): boolean {
  const isPercentage = shareKind === "percentage";
  const isByVelocity = isPercentage && percentBy === "velocity";
  switch (name) {
    case "percentBy":
    case "sharePercent":
      return isPercentage;
    case "velocityLeast":
    case "velocityMost":
    case "isVelocityFrozen":
      return isByVelocity;
    case "shareUnits":
      return shareKind === "fixed";
    default:
      return true;
  }
}

function nameOf(name: string): FieldName {
  const known = fieldNames.find((one) => one === name);
  if (!known) throw new Error(`${name} is no field of a rule`);
  return known;
}

function typedValue(kind: FieldKind | undefined, text: string | null): string | number | boolean | null {
  if (text === null) return null;
  if (kind === "choice") return text;
  return kind === "flag" ? text === "true" : Number(text);
}
