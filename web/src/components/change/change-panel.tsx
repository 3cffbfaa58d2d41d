import { Skeleton } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useQuery } from "urql";
import { ProductLevels } from "../../graphql/product.ts";
import { QueryTrouble } from "../query-trouble.tsx";
import classes from "./change.module.css";
import { ChangeForm } from "./change-form.tsx";
import { ChangeOutcome, type Outcome } from "./change-outcome.tsx";
import { placesOf } from "./place.ts";

interface Props {
  sku: string;
  verb: "adjust" | "receive";
  onDone: () => void;
}

/** First the form, then what came of it. */
export function ChangePanel({ sku, verb, onDone }: Props) {
  const t = useTranslations("change");
  const [{ data, error }, read] = useQuery({ query: ProductLevels, variables: { sku } });
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  if (error && !data) return <QueryTrouble error={error} onRetry={() => read({ requestPolicy: "network-only" })} />;
  if (!data?.product) return <Skeleton height={264} />;
  const { product, locations } = data;
  return (
    <div className={classes.panel}>
      <p className={classes.heading}>
        {t(`title.${verb}`)} <span className={`code ${classes.sku}`}>{sku}</span>
      </p>
      {outcome ? (
        <ChangeOutcome outcome={outcome} onDone={onDone} />
      ) : (
        <ChangeForm
          verb={verb}
          productId={product.id}
          places={placesOf(locations, product.levels)}
          onOutcome={setOutcome}
          onCancel={onDone}
        />
      )}
    </div>
  );
}
