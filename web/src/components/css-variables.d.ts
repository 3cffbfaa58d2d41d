import "react";

declare module "react" {
  interface CSSProperties {
    /** The columns of a grid, shared by its head and its rows. */
    "--columns"?: string;
    /** The least that a table is wide. */
    "--width"?: string;
  }
}
