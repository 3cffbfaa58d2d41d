import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
} from "@mantine/core";

const accent: MantineColorsTuple = [
  "#eef0fc",
  "#dcdff6",
  "#b9bfee",
  "#98a2ff",
  "#7c87f0",
  "#5a66dd",
  "#4450c9",
  "#3b46b3",
  "#323c9b",
  "#262e7a",
];

const dark: MantineColorsTuple = [
  "#ececf0",
  "#a6a7b1",
  "#8c8d98",
  "#5a5c65",
  "#383a41",
  "#24252a",
  "#1a1b1e",
  "#111214",
  "#0b0c0d",
  "#060607",
];

const everywhere = "6px";

/** The house's look on Mantine's parts: one accent, one radius, small type. */
export const theme = createTheme({
  primaryColor: "accent",
  primaryShade: { light: 6, dark: 3 },
  // The accent is light in the dark theme: what stands on it must be dark there.
  variantColorResolver: (input) => ({
    ...defaultVariantColorsResolver(input),
    ...(input.variant === "filled" && { color: "var(--accent-ink)" }),
  }),
  colors: { accent, dark },
  fontFamily: "var(--font-inter), system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
  fontFamilyMonospace: "ui-monospace, SFMono-Regular, Menlo, 'DejaVu Sans Mono', monospace",
  defaultRadius: "sm",
  radius: { xs: everywhere, sm: everywhere, md: everywhere, lg: everywhere, xl: everywhere },
  spacing: { xs: "8px", sm: "12px", md: "16px", lg: "24px", xl: "32px" },
  fontSizes: { xs: "12px", sm: "13px", md: "14px", lg: "16px", xl: "20px" },
  lineHeights: { xs: "16px", sm: "20px", md: "20px", lg: "24px", xl: "28px" },
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Popover: { defaultProps: { transitionProps: { duration: 120 }, shadow: "none" } },
    Menu: { defaultProps: { transitionProps: { duration: 120 }, shadow: "none" } },
    Tooltip: { defaultProps: { openDelay: 400, transitionProps: { duration: 100 } } },
    Modal: {
      defaultProps: { transitionProps: { duration: 120 }, overlayProps: { backgroundOpacity: 0.4 } },
      styles: {
        content: { background: "var(--bg-raised)", boxShadow: "var(--shadow)" },
        header: { background: "var(--bg-raised)" },
        title: { fontWeight: 600 },
      },
    },
  },
});

/** Lets Mantine's own parts use the panel's colours. */
export const cssVariables: CSSVariablesResolver = () => {
  const shared = {
    "--mantine-color-body": "var(--bg)",
    "--mantine-color-text": "var(--ink)",
    "--mantine-color-dimmed": "var(--ink-2)",
    "--mantine-color-placeholder": "var(--ink-3)",
    "--mantine-color-error": "var(--bad)",
    "--mantine-color-default": "var(--bg-raised)",
    "--mantine-color-default-hover": "var(--bg-hover)",
    "--mantine-color-default-border": "var(--line-strong)",
    "--mantine-color-default-color": "var(--ink)",
    "--mantine-color-accent-light": "var(--accent-soft)",
    "--mantine-color-accent-light-hover": "var(--accent-soft)",
    "--mantine-color-accent-light-color": "var(--accent)",
    "--mantine-color-gray-light-hover": "var(--bg-hover)",
    "--mantine-color-gray-light-color": "var(--ink-2)",
  };
  return { variables: {}, light: shared, dark: shared };
};
