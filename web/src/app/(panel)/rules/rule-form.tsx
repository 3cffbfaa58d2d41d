import { useTranslations } from "next-intl";
import type { RulePlaceQuery } from "../../../graphql/generated/graphql.ts";
import { type Draft, type FieldName, isTelling, steps, textOf } from "./fields.ts";
import { RuleField } from "./rule-field.tsx";
import classes from "./rules.module.css";

interface Props {
  /** Left out while several rules are changed at once. */
  place: RulePlaceQuery["ruleInForce"] | undefined;
  draft: Draft;
  onChange: (name: FieldName, value: string | null | undefined) => void;
}

/** Every field of a rule, in the order of the pipeline. */
export function RuleForm({ place, draft, onChange }: Props) {
  const t = useTranslations("rules.fields");
  const inheritedOf = (name: FieldName) => place?.inherited.find(({ field }) => field === name) ?? null;
  const valueHere = (name: FieldName) => {
    const own = draft[name] === undefined ? textOf(place?.own, name) : draft[name];
    return own ?? inheritedOf(name)?.value ?? null;
  };
  const isShown = (name: FieldName) =>
    draft[name] !== undefined ||
    textOf(place?.own, name) !== null ||
    isTelling(name, valueHere("shareKind"), valueHere("percentBy"));
  return (
    <div className={classes.form}>
      {steps.map((step) => (
        <fieldset key={step.name} className={classes.step}>
          <legend>{t(`steps.${step.name}`)}</legend>
          {step.fields
            .filter(({ name }) => isShown(name))
            .map((field) => (
              <RuleField
                key={field.name}
                {...field}
                own={textOf(place?.own, field.name)}
                inherited={inheritedOf(field.name)}
                draft={draft[field.name]}
                onChange={(value) => onChange(field.name, value)}
              />
            ))}
        </fieldset>
      ))}
    </div>
  );
}
