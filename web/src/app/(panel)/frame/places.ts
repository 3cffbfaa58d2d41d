import {
  IconAdjustmentsHorizontal,
  IconBuildingStore,
  IconBuildingWarehouse,
  IconLayoutDashboard,
  IconLink,
  IconPackages,
  IconShoppingBag,
  type TablerIcon,
} from "@tabler/icons-react";

/** A screen of the panel: where it is, and the key that goes there after `g`. */
export interface Place {
  name: "dashboard" | "stock" | "orders" | "channels" | "listings" | "rules" | "locations";
  href: string;
  key: string;
  icon: TablerIcon;
}

/** The screens in the order of the navigation. */
export const places: readonly Place[] = [
  { name: "dashboard", href: "/", key: "d", icon: IconLayoutDashboard },
  { name: "stock", href: "/stock", key: "s", icon: IconPackages },
  { name: "orders", href: "/orders", key: "o", icon: IconShoppingBag },
  { name: "channels", href: "/channels", key: "c", icon: IconBuildingStore },
  { name: "listings", href: "/listings", key: "l", icon: IconLink },
  { name: "locations", href: "/locations", key: "p", icon: IconBuildingWarehouse },
  { name: "rules", href: "/rules", key: "r", icon: IconAdjustmentsHorizontal },
];
