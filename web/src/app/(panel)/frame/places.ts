import {
  IconActivity,
  IconAdjustmentsHorizontal,
  IconBuildingStore,
  IconBuildingWarehouse,
  IconChecklist,
  IconLayoutDashboard,
  IconLink,
  IconPackages,
  IconSettings,
  IconShoppingBag,
  type TablerIcon,
} from "@tabler/icons-react";

/** A screen that belongs to a place of the navigation. */
export interface Part {
  name: "products" | "incoming" | "reserved" | "holds" | "orders" | "returns" | "shortages" | "rules" | "flashSales";
  href: string;
}

/** A screen of the panel: where it is, and the key that goes there after `g`. */
export interface Place {
  name:
    | "dashboard"
    | "stock"
    | "orders"
    | "channels"
    | "listings"
    | "rules"
    | "locations"
    | "counts"
    | "activity"
    | "settings";
  href: string;
  key: string;
  icon: TablerIcon;
  /** The screens of a place that has more than one; the first is the place's own. */
  parts?: readonly Part[];
}

/** The screens in the order of the navigation. */
export const places: readonly Place[] = [
  { name: "dashboard", href: "/", key: "d", icon: IconLayoutDashboard },
  {
    ...{ name: "stock", href: "/stock", key: "s", icon: IconPackages },
    parts: [
      { name: "products", href: "/stock" },
      { name: "incoming", href: "/incoming" },
      { name: "reserved", href: "/reserved" },
      { name: "holds", href: "/holds" },
    ],
  },
  {
    ...{ name: "orders", href: "/orders", key: "o", icon: IconShoppingBag },
    parts: [
      { name: "orders", href: "/orders" },
      { name: "shortages", href: "/shortages" },
      { name: "returns", href: "/returns" },
    ],
  },
  { name: "channels", href: "/channels", key: "c", icon: IconBuildingStore },
  { name: "listings", href: "/listings", key: "l", icon: IconLink },
  {
    ...{ name: "rules", href: "/rules", key: "r", icon: IconAdjustmentsHorizontal },
    parts: [
      { name: "rules", href: "/rules" },
      { name: "flashSales", href: "/flash-sales" },
    ],
  },
  { name: "locations", href: "/locations", key: "p", icon: IconBuildingWarehouse },
  { name: "counts", href: "/counts", key: "n", icon: IconChecklist },
  { name: "activity", href: "/activity", key: "a", icon: IconActivity },
  { name: "settings", href: "/settings", key: "i", icon: IconSettings },
];

/** Whether this path is at this address or below it. */
export function isAt(path: string, href: string): boolean {
  return href === "/" ? path === "/" : path === href || path.startsWith(`${href}/`);
}
