import type { ChannelNamesQuery } from "../../../graphql/generated/graphql.ts";

/** What the pool's figures take, in px, so that their names fit in each language. */
export const figures = [
  { name: "onHand", width: 92 },
  { name: "reserved", width: 108 },
  { name: "available", width: 96 },
  { name: "incoming", width: 88 },
  { name: "cover", width: 104 },
] as const;

/** With more channels than this their columns are narrow, the name under the mark. */
const wideMax = 4;

/** Whether so many channels are shown that their columns are narrow. */
export function isCompact(channels: number): boolean {
  return channels > wideMax;
}

interface Props {
  channels: ChannelNamesQuery["channels"];
  hidden: ReadonlySet<string>;
}

/** The widths of the columns; the product takes what the others leave. */
export function StockCols({ channels, hidden }: Props) {
  return (
    <colgroup>
      <col />
      {shownFigures(hidden).map(({ name, width }) => (
        <col key={name} style={{ width }} />
      ))}
      {channels.map(({ id }) => (
        <col key={id} style={{ width: channelWidth(channels.length) }} />
      ))}
    </colgroup>
  );
}

/** The least that the table is wide, so that the product keeps its room. */
export function tableWidth({ channels, hidden }: Props) {
  const own = channels.length * channelWidth(channels.length);
  const width = shownFigures(hidden).reduce((sum, figure) => sum + figure.width, own);
  return { minWidth: `calc(var(--product) + ${width}px)` };
}

function shownFigures(hidden: ReadonlySet<string>) {
  return figures.filter(({ name }) => !hidden.has(name));
}

function channelWidth(channels: number): number {
  return isCompact(channels) ? 72 : 136;
}
