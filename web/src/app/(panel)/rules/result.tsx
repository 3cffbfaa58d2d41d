import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useQuery } from "urql";
import { QueryTrouble } from "../../../components/query-trouble.tsx";
import type { RuleEditInput } from "../../../graphql/generated/graphql.ts";
import { PreviewRules } from "../../../graphql/rules.ts";
import { ChangedListings } from "./changed-listings.tsx";
import { EffectFigures } from "./effect-figures.tsx";
import { Replay } from "./replay.tsx";
import classes from "./rules.module.css";

interface Props {
  /** Null while nothing is changed. */
  edits: readonly RuleEditInput[] | null;
  /** More was typed since. */
  isBehind: boolean;
}

/** What the changed rules would make of the listings, before anything is saved. */
export function Result({ edits, isBehind }: Props) {
  const t = useTranslations("rules.result");
  const [replayed, setReplayed] = useState<readonly RuleEditInput[] | null>(null);
  const [{ data, error, fetching }, again] = useQuery({
    query: PreviewRules,
    variables: { rules: edits ?? [] },
    pause: edits === null,
    requestPolicy: "network-only",
  });
  if (edits === null) return <p className={classes.quiet}>{t("nothing")}</p>;
  if (error) return <QueryTrouble error={error} onRetry={() => again({ requestPolicy: "network-only" })} />;
  const preview = data?.previewRules;
  if (!preview) return <p className={classes.quiet}>{t("counting")}</p>;
  if (preview.__typename === "Refusal")
    return (
      <p role="alert" className={classes.bad}>
        {preview.message}
      </p>
    );
  return (
    <div aria-busy={fetching || isBehind} className={classes.result}>
      <EffectFigures effect={preview.effect} />
      <ChangedListings changed={preview.changed} />
      {replayed === edits ? (
        <Replay edits={edits} />
      ) : (
        <Button variant="default" size="compact-sm" onClick={() => setReplayed(edits)}>
          {t("replay")}
        </Button>
      )}
    </div>
  );
}
