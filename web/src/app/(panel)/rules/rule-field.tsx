import { ActionIcon, NumberInput, Select } from "@mantine/core";
import { IconArrowBackUp, IconX } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import type { RulePlaceQuery } from "../../../graphql/generated/graphql.ts";
import type { FieldKind, FieldName } from "./fields.ts";
import { Origin } from "./origin.tsx";
import classes from "./rules.module.css";
import { useValueWords } from "./use-value-words.ts";

interface Props {
  name: FieldName;
  kind: FieldKind;
  choices?: readonly string[];
  /** The saved value; null: it inherits. */
  own: string | null;
  inherited: RulePlaceQuery["ruleInForce"]["inherited"][number] | null;
  /** What was changed and not saved; undefined: nothing. */
  draft: string | null | undefined;
  onChange: (value: string | null | undefined) => void;
}

/** One field: its value, and whether that is its own or inherited. */
export function RuleField({ name, kind, choices, own, inherited, draft, onChange }: Props) {
  const t = useTranslations("rules.fields");
  const words = useValueWords();
  const value = draft === undefined ? own : draft;
  const change = (next: string | null) => onChange(next === own ? undefined : next);
  const placeholder = inherited ? words(name, inherited.value) : t("none");
  const shared = { label: t(`names.${name}`), description: t(`help.${name}`), placeholder, className: classes.input };
  return (
    <div className={classes.field} data-changed={draft !== undefined || undefined}>
      {choices ? (
        <Select
          {...shared}
          data={choices.map((choice) => ({ value: choice, label: words(name, choice) }))}
          value={value}
          onChange={change}
          clearable
        />
      ) : (
        <NumberInput
          {...shared}
          min={0}
          {...(kind === "percent" ? { max: 100, suffix: " %" } : {})}
          allowNegative={false}
          allowDecimal={kind === "percent"}
          decimalScale={2}
          hideControls
          value={value === null ? "" : Number(value)}
          onChange={(next) => change(next === "" ? null : String(next))}
        />
      )}
      <Origin value={value} inherited={inherited} isChanged={draft !== undefined} />
      {draft !== undefined ? (
        <ActionIcon
          variant="subtle"
          aria-label={t("restore", { name: t(`names.${name}`) })}
          onClick={() => onChange(undefined)}
        >
          <IconArrowBackUp size={16} stroke={1.75} />
        </ActionIcon>
      ) : (
        own !== null && (
          <ActionIcon
            variant="subtle"
            aria-label={t("clear", { name: t(`names.${name}`) })}
            onClick={() => onChange(null)}
          >
            <IconX size={16} stroke={1.75} />
          </ActionIcon>
        )
      )}
    </div>
  );
}
