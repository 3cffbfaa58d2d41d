"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { PageHeader } from "../../../components/page-header.tsx";
import { PartLinks } from "../frame/part-links.tsx";
import { ChangeList } from "./change-list.tsx";
import { RuleEditor } from "./rule-editor.tsx";
import { RuleList } from "./rule-list.tsx";
import classes from "./rules.module.css";
import { ScopePicker } from "./scope-picker.tsx";
import { useProducts } from "./use-products.ts";
import { useRuleScope } from "./use-rule-scope.ts";
import { VelocityShares } from "./velocity-shares.tsx";

/** Of what a rule speaks, its fields with the result beside them, the rules in force, and what was changed. */
export function RulesScreen() {
  const t = useTranslations("rules");
  const scope = useRuleScope();
  const found = useProducts(scope.skus);
  const [saved, setSaved] = useState(0);
  const onSaved = () => setSaved(saved + 1);
  const [sku] = scope.skus;
  const key = `${scope.channelIds.join()}/${scope.skus.join()}`;
  return (
    <>
      <PageHeader title={t("title")} parts={<PartLinks of="rules" />} />
      <div className={classes.scope}>
        <ScopePicker {...scope} missing={found?.missing ?? []} />
      </div>
      {found && found.missing.length === 0 && (
        <RuleEditor
          key={key}
          channelIds={scope.channelIds}
          productIds={found.productIds}
          saved={saved}
          onSaved={onSaved}
        />
      )}
      {sku && scope.skus.length === 1 && <VelocityShares sku={sku} />}
      <RuleList saved={saved} onShow={scope.show} />
      <ChangeList saved={saved} onUndone={onSaved} />
    </>
  );
}
