import type pg from "pg";
import type { SignIn } from "./sign-in.ts";

// Names the lock that lets one process at a time look for the first admin; any number that nobody else uses.
const firstAdminLock = 5_707_370;

/** Makes the first person who may sign in, if there is nobody yet. Several processes may start at once. */
export async function makeFirstAdmin(
  pool: pg.Pool,
  signIn: SignIn,
  { email, password }: { email: string; password: string },
): Promise<"made" | "not needed"> {
  const client = await pool.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [firstAdminLock]);
    const { rowCount } = await client.query('select from "user" limit 1');
    if (rowCount !== 0) return "not needed";
    await makeUser(signIn, email, password);
    return "made";
  } finally {
    // Closing the connection gives the lock back.
    client.release(true);
  }
}

async function makeUser(signIn: SignIn, email: string, password: string): Promise<void> {
  const { internalAdapter, password: passwords } = await signIn.$context;
  const name = email.split("@")[0] ?? email;
  const user = await internalAdapter.createUser(
    { email: email.toLowerCase(), name, emailVerified: true },
    { method: "email-password" },
  );
  await internalAdapter.linkAccount({
    userId: user.id,
    accountId: user.id,
    providerId: "credential",
    password: await passwords.hash(password),
  });
}
