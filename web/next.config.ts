import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const config: NextConfig = {
  // Live updates are a stream through /api: compression would hold them back.
  compress: false,
  poweredByHeader: false,
  devIndicators: false,
  agentRules: false,
  // `npm run verify` checks the types of the whole repository; the build need not do it again.
  typescript: { ignoreBuildErrors: true },
  experimental: { optimizePackageImports: ["@mantine/core", "@mantine/hooks", "@tabler/icons-react"] },
};

export default createNextIntlPlugin("./src/i18n/request.ts")(config);
