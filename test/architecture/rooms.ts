/** A room of the hub: a top-level folder, and the doors of other rooms that it may go through. */
export interface Room {
  /** What it may import of ours, as it is written in an import. */
  mayImport: string[];
  /** Whether it may also reach behind the doors, by relative path. */
  mayReachInside?: boolean;
}

const everyDoor = [
  "@stockpool/prisma",
  "@stockpool/prisma/embedded",
  "@stockpool/prisma/migrate",
  "@stockpool/stock",
  "@stockpool/stock/jobs",
  "@stockpool/stock/rules",
  "@stockpool/channels",
  "@stockpool/channels/intake",
  "@stockpool/worker",
  "@stockpool/api",
  "@stockpool/sandbox",
];

/** The table of docs/architecture.md: who may import whom. */
export const rooms: Record<string, Room> = {
  prisma: { mayImport: [] },
  stock: { mayImport: ["@stockpool/prisma"] },
  channels: { mayImport: [] },
  worker: { mayImport: ["@stockpool/prisma", "@stockpool/stock", "@stockpool/stock/jobs", "@stockpool/channels"] },
  api: {
    mayImport: [
      "@stockpool/prisma",
      "@stockpool/prisma/pothos",
      "@stockpool/stock",
      "@stockpool/stock/jobs",
      "@stockpool/channels/intake",
    ],
  },
  web: { mayImport: [] },
  sandbox: { mayImport: [] },
  bin: { mayImport: everyDoor },
  // A test mirrors the file that it tests, also one that no door leads to.
  test: { mayImport: everyDoor, mayReachInside: true },
};

/** Folders of one room that must not know each other: a platform never imports another. */
export const walls: Record<string, string[]> = {
  "channels/src": ["shopify", "bol", "amazon", "portal", "pos"],
  "sandbox/src": ["shopify", "bol", "amazon", "portal", "pos"],
};

/** Packages that a room must do without. */
export const forbiddenPackages: Record<string, RegExp> = {
  channels: /^(pg|@prisma\/.*|graphile-worker)$/,
  sandbox: /^(pg|@prisma\/.*|graphile-worker)$/,
  web: /^(pg|@prisma\/.*|graphile-worker)$/,
  stock: /^(graphile-worker|node:https?)$/,
};
