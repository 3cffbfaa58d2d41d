import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Logo } from "../../components/logo.tsx";
import classes from "./sign-in.module.css";
import { SignInForm } from "./sign-in-form.tsx";

/** The title in the browser's tab. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("signIn");
  return { title: t("title") };
}

/** Where a session begins. */
export default async function SignInPage({ searchParams }: { searchParams: Promise<{ from?: string | string[] }> }) {
  const t = await getTranslations("signIn");
  const { from } = await searchParams;
  return (
    <main className={classes.page}>
      <div className={classes.box}>
        <Logo size={32} />
        <div>
          <h1 className={classes.title}>{t("title")}</h1>
          <p className={classes.text}>{t("text")}</p>
        </div>
        <SignInForm to={ownPath(from)} />
      </div>
    </main>
  );
}

/** Only a path of the panel itself: a link must not send people elsewhere after they signed in. */
function ownPath(from: string | string[] | undefined): string {
  return typeof from === "string" && /^\/(?![/\\])/.test(from) ? from : "/";
}
