import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useQuery } from "urql";
import { DataTable } from "../../../components/data-table.tsx";
import { Empty } from "../../../components/empty.tsx";
import { Section } from "../../../components/section.tsx";
import { useReadAgain } from "../../../components/use-read-again.ts";
import type { AllRulesQuery } from "../../../graphql/generated/graphql.ts";
import { AllRules } from "../../../graphql/rules.ts";
import { fieldNames, textOf } from "./fields.ts";
import classes from "./rules.module.css";
import { useValueWords } from "./use-value-words.ts";

interface Props {
  saved: number;
  onShow: (channelId: string | null, sku: string | null) => void;
}

/** The rules in force, each with the fields that it sets. */
export function RuleList({ saved, onShow }: Props) {
  const t = useTranslations("rules.list");
  const [{ data }, read] = useQuery({ query: AllRules, variables: {} });
  useReadAgain(saved, () => read({ requestPolicy: "network-only" }));
  const rules = data?.rules.edges.map(({ node }) => node) ?? [];
  if (data && rules.length === 0) {
    return (
      <Section title={t("title")}>
        <Empty title={t("empty.title")} text={t("empty.text")} />
      </Section>
    );
  }
  const head = (
    <>
      <th>{t("channel")}</th>
      <th>{t("product")}</th>
      <th className="wide">{t("sets")}</th>
      <th />
    </>
  );
  return (
    <Section
      title={t("title")}
      aside={data?.rules.pageInfo.hasNextPage ? t("first", { count: rules.length }) : undefined}
    >
      <DataTable isStacked label={t("title")} head={head}>
        {rules.map((rule) => (
          <RuleRow key={rule.id} rule={rule} onShow={onShow} />
        ))}
      </DataTable>
    </Section>
  );
}

type Rule = AllRulesQuery["rules"]["edges"][number]["node"];

function RuleRow({ rule, onShow }: { rule: Rule; onShow: Props["onShow"] }) {
  const t = useTranslations("rules.list");
  const names = useTranslations("rules.fields.names");
  const words = useValueWords();
  const set = fieldNames.flatMap((name) => {
    const value = textOf(rule, name);
    return value === null ? [] : [`${names(name)}: ${words(name, value)}`];
  });
  return (
    <tr>
      <td>{rule.channel?.name ?? t("everyChannel")}</td>
      <td>{rule.product?.sku ?? t("everyProduct")}</td>
      <td className={`wide ${classes.quiet}`}>{set.join(" · ")}</td>
      <td>
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => {
            onShow(rule.channel?.id ?? null, rule.product?.sku ?? null);
            window.scrollTo({ top: 0 });
          }}
        >
          {t("show")}
        </Button>
      </td>
    </tr>
  );
}
