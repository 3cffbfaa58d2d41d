import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useMemo } from "react";

/**
 * What a screen shows, kept in its address, so that it can be kept and sent. `read` must be stable; what equals `plain` is
 * left out of the address.
 */
export function useAddress<View extends Readonly<Record<string, string>>>(
  read: (params: URLSearchParams) => View,
  plain: View,
): [View, (change: Partial<View>) => void] {
  const text = useSearchParams().toString();
  const path = usePathname();
  const router = useRouter();
  const view = useMemo(() => read(new URLSearchParams(text)), [read, text]);
  const change = (change: Partial<View>) => {
    const told = Object.entries({ ...view, ...change }).filter(([name, value]) => value !== plain[name]);
    const query = new URLSearchParams(told).toString();
    router.replace(query ? `${path}?${query}` : path, { scroll: false });
  };
  return [view, change];
}
