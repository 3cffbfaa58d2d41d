import { Button, Select } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMutation, useQuery } from "urql";
import { AdoptOpeningStock, OpeningStock } from "../../../../graphql/set-up.ts";
import { LiveReadingLine } from "./live-reading-line.tsx";
import classes from "./set-up.module.css";
import type { SetUpChannel } from "./use-set-up.ts";

interface Props {
  channel: SetUpChannel;
  onRead: () => void;
  onDone: () => void;
}

/** Opening stock from what this channel shows: read, tried, then booked at one location. */
export function OpeningStep({ channel, onRead, onDone }: Props) {
  const t = useTranslations("setUp.opening");
  const reading = channel.liveReading ?? null;
  return (
    <div className={classes.step}>
      <p className={classes.line}>{t("text")}</p>
      <LiveReadingLine reading={reading} onRead={onRead} />
      {reading?.finishedAt && !reading.location && (
        <Adoption readingId={reading.id} locations={channel.locations} onDone={onDone} />
      )}
      {reading?.location && (
        <p className={classes.line} role="status">
          {t(reading.adoptedAt ? "adopted" : "adopting", { location: reading.location.name })}
        </p>
      )}
    </div>
  );
}

interface AdoptionProps {
  readingId: string;
  locations: SetUpChannel["locations"];
  onDone: () => void;
}

function Adoption({ readingId, locations, onDone }: AdoptionProps) {
  const t = useTranslations("setUp.opening");
  const [{ data }] = useQuery({ query: OpeningStock, variables: { readingId }, requestPolicy: "network-only" });
  const [{ fetching }, adopt] = useMutation(AdoptOpeningStock);
  const [locationId, setLocationId] = useState(locations[0]?.id ?? null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const sums = data?.openingStock;
  if (!sums) return null;
  const book = async () => {
    if (locationId === null) return;
    const sent = await adopt({ readingId, locationId });
    const result = sent.data?.adoptOpeningStock;
    setRefusal(result && "message" in result ? result.message : (sent.error?.message ?? null));
    onDone();
  };
  return (
    <>
      <p className={classes.line}>{t("would", { products: sums.products, units: sums.units })}</p>
      {sums.refused.length > 0 && (
        <ul className={classes.reasons}>
          {sums.refused.map(({ reason, products }) => (
            <li key={reason}>{t(`refused.${reason}`, { products })}</li>
          ))}
        </ul>
      )}
      <Select
        className={classes.field}
        label={t("location")}
        allowDeselect={false}
        data={locations.map(({ id, name }) => ({ value: id, label: name }))}
        value={locationId}
        onChange={setLocationId}
      />
      {refusal !== null && <p className={classes.warn}>{refusal}</p>}
      <Button className={classes.button} disabled={sums.products === 0} loading={fetching} onClick={book}>
        {t("adopt", { products: sums.products })}
      </Button>
    </>
  );
}
