import type { ChannelNamesQuery } from "../../../graphql/generated/graphql.ts";

/** What the pool's figures take, in px, so that their names fit in each language. */
export const figures = [
  { name: "available", width: 96 },
  { name: "onHand", width: 88 },
  { name: "reserved", width: 104 },
  { name: "incoming", width: 84 },
  { name: "cover", width: 80 },
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
      {channels.map(({ id }, place) => (
        <col key={id} style={{ width: channelWidth(channels.length, place) }} />
      ))}
    </colgroup>
  );
}

/** The least that the table is wide, so that the product keeps its room. */
export function tableWidth({ channels, hidden }: Props) {
  const own = channels.map((_, place) => ({ width: channelWidth(channels.length, place) }));
  const width = [...shownFigures(hidden), ...own].reduce((sum, column) => sum + column.width, 0);
  return { minWidth: `calc(var(--product) + ${width}px)` };
}

function shownFigures(hidden: ReadonlySet<string>) {
  return figures.filter(({ name }) => !hidden.has(name));
}

/** The last column stands at the edge and needs its margin. */
function channelWidth(channels: number, place: number): number {
  if (!isCompact(channels)) return 136;
  return place === channels - 1 ? 92 : 72;
}
