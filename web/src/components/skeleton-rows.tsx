import { Skeleton } from "@mantine/core";

/** Rows that wait, as high as those that come. */
export function SkeletonRows({ rows, columns }: { rows: number; columns: number }) {
  return Array.from({ length: rows }, (_, row) => (
    <tr key={row}>
      <td colSpan={columns}>
        <Skeleton height={12} width={`${48 + ((row * 17) % 40)}%`} radius="sm" />
      </td>
    </tr>
  ));
}
