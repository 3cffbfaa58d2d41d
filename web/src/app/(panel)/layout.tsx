import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { ChannelsProvider } from "../../graphql/channels-provider.tsx";
import { LiveProvider } from "../../graphql/live-provider.tsx";
import { Frame } from "./frame/frame.tsx";
import { SignInFirst } from "./sign-in-first.tsx";

/** Everything behind the sign-in. The API decides who may; this only spares strangers an empty frame. */
export default async function PanelLayout({ children }: { children: ReactNode }) {
  const names = (await cookies()).getAll().map(({ name }) => name);
  if (!names.some((name) => name.endsWith("session_token"))) return <SignInFirst />;
  return (
    <LiveProvider>
      <ChannelsProvider>
        <Frame>{children}</Frame>
      </ChannelsProvider>
    </LiveProvider>
  );
}
