import { useTranslations } from "next-intl";
import { Num } from "../../../components/num.tsx";
import type { EffectFragment } from "../../../graphql/generated/graphql.ts";
import classes from "./rules.module.css";

/** How many listings would show nothing, more or fewer. */
export function EffectFigures({ effect }: { effect: EffectFragment }) {
  const t = useTranslations("rules.effect");
  const figures = [
    { name: t("listings"), value: effect.listings, isBad: false },
    { name: t("toZero"), value: effect.toZero, isBad: effect.toZero > 0 },
    { name: t("lowered"), value: effect.lowered, isBad: false },
    { name: t("raised"), value: effect.raised, isBad: false },
  ];
  return (
    <>
      <dl className={classes.figures}>
        {figures.map(({ name, value, isBad }) => (
          <div key={name} data-bad={isBad || undefined}>
            <dt>{name}</dt>
            <dd>
              <Num value={value} />
            </dd>
          </div>
        ))}
      </dl>
      {effect.isSample && <p className={classes.quiet}>{t("sample")}</p>}
    </>
  );
}
