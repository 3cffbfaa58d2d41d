import { useTranslations } from "next-intl";
import { useQuery } from "urql";
import { DataTable } from "../../../components/data-table.tsx";
import { Section } from "../../../components/section.tsx";
import { useReadAgain } from "../../../components/use-read-again.ts";
import { RuleChanges } from "../../../graphql/rules.ts";
import { ChangeRow } from "./change-row.tsx";

interface Props {
  saved: number;
  onUndone: () => void;
}

/** The last changes of rules: who, when, why, what they did; each can be taken back. */
export function ChangeList({ saved, onUndone }: Props) {
  const t = useTranslations("rules.changes");
  const [{ data }, read] = useQuery({ query: RuleChanges });
  useReadAgain(saved, () => read({ requestPolicy: "network-only" }));
  const changes = data?.ruleChanges.edges.map(({ node }) => node) ?? [];
  if (changes.length === 0) return null;
  const head = (
    <>
      <th>{t("when")}</th>
      <th>{t("who")}</th>
      <th className="wide">{t("why")}</th>
      <th className="num">{t("rules")}</th>
      <th>{t("effect")}</th>
      <th />
    </>
  );
  return (
    <Section title={t("title")}>
      <DataTable isStacked label={t("title")} head={head}>
        {changes.map((change) => (
          <ChangeRow key={change.id} change={change} onUndone={onUndone} />
        ))}
      </DataTable>
    </Section>
  );
}
