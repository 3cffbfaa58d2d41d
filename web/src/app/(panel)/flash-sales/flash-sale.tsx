import { Button } from "@mantine/core";
import { useFormatter, useNow, useTranslations } from "next-intl";
import { useMutation } from "urql";
import { ChangeRefused } from "../../../components/change/change-refused.tsx";
import { LiveNumber } from "../../../components/live-number.tsx";
import { Moment } from "../../../components/moment.tsx";
import { PlatformMark } from "../../../components/platform-mark.tsx";
import { Section } from "../../../components/section.tsx";
import { Tag } from "../../../components/tag.tsx";
import { useAct } from "../../../components/use-act.ts";
import { useChannels } from "../../../graphql/channels-provider.tsx";
import { EndFlashSale } from "../../../graphql/flash-sale.ts";
import type { FlashSaleRowFragment } from "../../../graphql/generated/graphql.ts";
import classes from "./flash-sales.module.css";
import { SaleProducts } from "./sale-products.tsx";

/** One sale: when, what of, and what it came to. */
export function FlashSale({ sale, onEnded }: { sale: FlashSaleRowFragment; onEnded: () => void }) {
  const t = useTranslations("flashSales");
  const { channels = [] } = useChannels();
  const { figures, endedAt } = sale;
  const unitsOf = new Map(figures.sold.map(({ channel, units }) => [channel.id, units]));
  // A channel that sold nothing says so while the sale runs; a channel that is gone keeps its figure.
  const shown = endedAt ? figures.sold.map(({ channel }) => channel) : [...channels];
  const total = figures.sold.reduce((sum, { units }) => sum + units, 0);
  return (
    <Section title={sale.name} aside={<State sale={sale} onEnded={onEnded} />}>
      <dl className={classes.figures}>
        <div data-main>
          <dt>{t("sold")}</dt>
          <dd>
            <LiveNumber value={total} />
          </dd>
        </div>
        {shown.map(({ id, name, platform }) => (
          <div key={id}>
            <dt>
              <PlatformMark platform={platform} /> <span title={name}>{name}</span>
            </dt>
            <dd>
              <LiveNumber value={unitsOf.get(id) ?? 0} />
            </dd>
          </div>
        ))}
        <div data-bad={figures.shortUnits > 0 || undefined}>
          <dt>{t("short")}</dt>
          <dd>
            <LiveNumber value={figures.shortUnits} />
          </dd>
        </div>
      </dl>
      <SaleProducts sale={sale} />
      {figures.rulesKept && <p className={classes.kept}>{t("rulesKept", { why: figures.rulesKept })}</p>}
    </Section>
  );
}

function State({ sale, onEnded }: { sale: FlashSaleRowFragment; onEnded: () => void }) {
  const t = useTranslations("flashSales");
  const format = useFormatter();
  const now = useNow({ updateInterval: 10_000 });
  const { run, isBusy, refused } = useAct();
  const [, end] = useMutation(EndFlashSale);
  if (sale.endedAt) {
    return (
      <span>
        <Moment at={sale.startsAt} /> – <Moment at={sale.endedAt} />
      </span>
    );
  }
  const stop = async () => {
    if (await run(async () => (await end({ flashSaleId: sale.id })).data?.endFlashSale)) onEnded();
  };
  return (
    <>
      {refused && <ChangeRefused answer={refused} />}
      <Tag tone="accent">{t("runs")}</Tag>
      <span title={format.dateTime(new Date(sale.endsAt), "exact")}>
        {t("ends", { when: format.relativeTime(new Date(sale.endsAt), now) })}
      </span>
      <Button size="compact-sm" variant="default" loading={isBusy} onClick={stop}>
        {t("endNow")}
      </Button>
    </>
  );
}
