import type { ChannelNamesQuery } from "../../../graphql/generated/graphql.ts";

/** What the pool's figures take, in px: on hand, reserved, available, incoming, days of cover. */
const figures = [
  { name: "onHand", width: 104 },
  { name: "reserved", width: 108 },
  { name: "available", width: 104 },
  { name: "incoming", width: 96 },
  { name: "cover", width: 108 },
];

/** What a channel's column takes, in px. */
const channelWidth = 136;

/** The widths of the columns; the product takes what the others leave. */
export function StockCols({ channels }: { channels: ChannelNamesQuery["channels"] }) {
  return (
    <colgroup>
      <col />
      {figures.map(({ name, width }) => (
        <col key={name} style={{ width }} />
      ))}
      {channels.map(({ id }) => (
        <col key={id} style={{ width: channelWidth }} />
      ))}
    </colgroup>
  );
}

/** The least that the table is wide, so that the product keeps its room. */
export function tableWidth(channels: number) {
  const width = figures.reduce((sum, figure) => sum + figure.width, channels * channelWidth);
  return { minWidth: `calc(var(--product) + ${width}px)` };
}
