import { IconTruckDelivery } from "@tabler/icons-react";
import { useNow, useTranslations } from "next-intl";
import type { ExpectationRowFragment } from "../../graphql/generated/graphql.ts";
import { Day } from "../day.tsx";
import { FormPopover } from "../form-popover.tsx";
import list from "../list.module.css";
import { LiveNumber } from "../live-number.tsx";
import { ProductName } from "../product-name.tsx";
import { Tag } from "../tag.tsx";
import { ArriveForm } from "./arrive-form.tsx";
import { ChangeExpectationForm } from "./change-expectation-form.tsx";

interface Props {
  expectation: ExpectationRowFragment;
  /** The page is the product's own. */
  isOfProduct: boolean;
  onChanged: () => void;
}

/** Units on their way: of what, from where to where, when, how many are open; and what can be done. */
export function IncomingRow({ expectation, isOfProduct, onChanged }: Props) {
  const t = useTranslations("incoming");
  const { product, location, quantity, open, received } = expectation;
  return (
    <tr data-expectation={expectation.id}>
      <td className="wide">
        {isOfProduct ? <Origin expectation={expectation} /> : <ProductName product={product} />}
        <span className={list.phone}>
          {!isOfProduct && <Origin expectation={expectation} />} → {location.name} · <When expectation={expectation} />
        </span>
      </td>
      {!isOfProduct && (
        <td className={list.desktop}>
          <Origin expectation={expectation} />
        </td>
      )}
      <td className={list.desktop}>{location.name}</td>
      <td className={list.desktop}>
        <When expectation={expectation} />
      </td>
      <td className="num">
        <strong>
          <LiveNumber value={open} />
        </strong>
        {open !== quantity && <span className={list.quiet}> {t("of", { quantity })}</span>}
      </td>
      <td>
        <span className={list.acts}>
          <FormPopover
            onDone={onChanged}
            size="compact-sm"
            variant="default"
            label={t("arrive.open")}
            longLabel={t("arrive.openOne", { sku: product.sku })}
          >
            {(ends) => <ArriveForm expectation={expectation} {...ends} />}
          </FormPopover>
          <FormPopover
            onDone={onChanged}
            size="compact-sm"
            variant="default"
            label={t("change.open")}
            longLabel={t("change.openOne", { sku: product.sku })}
          >
            {(ends) => <ChangeExpectationForm expectation={expectation} isBegun={received > 0} {...ends} />}
          </FormPopover>
        </span>
      </td>
    </tr>
  );
}

function Origin({ expectation: { source, fromLocation, reference } }: { expectation: ExpectationRowFragment }) {
  const t = useTranslations("incoming");
  return (
    <span className={list.channel}>
      {source === "transfer" ? (
        <>
          <IconTruckDelivery size={14} stroke={1.75} aria-label={t("sources.transfer")} />
          {fromLocation?.name}
        </>
      ) : (
        t("sources.purchase")
      )}
      {reference && <span className={list.quiet}>{reference}</span>}
    </span>
  );
}

function When({ expectation: { expectedAt } }: { expectation: ExpectationRowFragment }) {
  const t = useTranslations("incoming");
  const now = useNow({ updateInterval: 60_000 });
  if (!expectedAt) return <span className={list.quiet}>{t("unknownDay")}</span>;
  // What comes today is not late before tomorrow.
  const isLate = new Date(expectedAt).getTime() + 86_400_000 < now.getTime();
  return (
    <>
      <Day at={expectedAt} /> {isLate && <Tag tone="warn">{t("late")}</Tag>}
    </>
  );
}
