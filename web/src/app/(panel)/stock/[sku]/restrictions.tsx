import { Button } from "@mantine/core";
import { useLocale, useTranslations } from "next-intl";
import { useMutation } from "urql";
import { ChangeRefused } from "../../../../components/change/change-refused.tsx";
import { FormPopover } from "../../../../components/form-popover.tsx";
import { Section } from "../../../../components/section.tsx";
import { useAct } from "../../../../components/use-act.ts";
import { LiftRestriction } from "../../../../graphql/product-codes.ts";
import classes from "./product.module.css";
import type { Product } from "./product.ts";
import { RestrictForm } from "./restrict-form.tsx";

/** Where the product may not be sent from or to. */
export function Restrictions({ product, onChanged }: { product: Product; onChanged: () => void }) {
  const t = useTranslations("product.restrictions");
  const names = new Intl.DisplayNames(useLocale(), { type: "region" });
  const { run, isBusy, refused } = useAct();
  const [, lift] = useMutation(LiftRestriction);
  const drop = async (restrictionId: string) => {
    if (await run(async () => (await lift({ restrictionId })).data?.liftRestriction)) onChanged();
  };
  const add = (
    <FormPopover onDone={onChanged} size="compact-sm" variant="default" label={t("add")}>
      {(ends) => <RestrictForm productId={product.id} {...ends} />}
    </FormPopover>
  );
  return (
    <Section title={t("title")} aside={add}>
      {product.restrictions.length === 0 && <p className={classes.nothing}>{t("none")}</p>}
      <ul className={classes.facts}>
        {product.restrictions.map(({ id, location, country }) => {
          const to = country ? (names.of(country) ?? country) : "";
          const kind = location && country ? "both" : location ? "from" : "to";
          return (
            <li key={id}>
              <span>{t(kind, { place: location?.name ?? "", country: to })}</span>
              <Button size="compact-sm" variant="default" loading={isBusy} onClick={() => drop(id)}>
                {t("lift")}
              </Button>
            </li>
          );
        })}
      </ul>
      {refused && <ChangeRefused answer={refused} />}
    </Section>
  );
}
