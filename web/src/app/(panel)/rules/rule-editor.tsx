import { useDebouncedValue } from "@mantine/hooks";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useQuery } from "urql";
import { Section } from "../../../components/section.tsx";
import { useReadAgain } from "../../../components/use-read-again.ts";
import { RulePlace } from "../../../graphql/rules.ts";
import type { Draft, FieldName } from "./fields.ts";
import { Result } from "./result.tsx";
import { RuleForm } from "./rule-form.tsx";
import classes from "./rules.module.css";
import { SaveBar } from "./save-bar.tsx";
import { editsOf } from "./use-rule-scope.ts";

interface Props {
  channelIds: readonly string[];
  productIds: readonly string[];
  /** Grows when rules were changed. */
  saved: number;
  onSaved: () => void;
}

/** The fields of a rule and, beside them while typing, what they would make of the listings concerned. */
export function RuleEditor({ channelIds, productIds, saved, onSaved }: Props) {
  const t = useTranslations("rules");
  const [draft, setDraft] = useState<Draft>({});
  const isOne = channelIds.length <= 1 && productIds.length <= 1;
  const place = { channelId: channelIds[0] ?? null, productId: productIds[0] ?? null };
  const [{ data }, read] = useQuery({ query: RulePlace, variables: place, pause: !isOne });
  useReadAgain(saved, () => isOne && read({ requestPolicy: "network-only" }));
  const change = (name: FieldName, value: string | null | undefined) => {
    const { [name]: _, ...rest } = draft;
    setDraft(value === undefined ? rest : { ...rest, [name]: value });
  };
  const edits = useMemo(() => editsOf(channelIds, productIds, draft), [channelIds, productIds, draft]);
  const [tried] = useDebouncedValue(edits, 300);
  const isEmpty = Object.keys(draft).length === 0;
  return (
    <div className={classes.editor}>
      <Section title={t("fields.title")} aside={isOne ? undefined : t("bulk", { rules: edits.length })}>
        <RuleForm place={isOne ? data?.ruleInForce : undefined} draft={draft} onChange={change} />
        <SaveBar
          edits={edits}
          isEmpty={isEmpty}
          onReset={() => setDraft({})}
          onSaved={() => {
            setDraft({});
            onSaved();
          }}
        />
      </Section>
      <Section title={t("result.title")}>
        <Result edits={isEmpty ? null : tried} isBehind={tried !== edits} />
      </Section>
    </div>
  );
}
