import { randomBytes } from "node:crypto";
import { type Api, createApi } from "@stockpool/api";
import pino from "pino";
import { type FreshDatabase, freshDatabase } from "../make/database.ts";

const admin = { email: "anna@example.com", password: randomBytes(12).toString("base64url") };

const apiUrl = "http://127.0.0.1:4000";

/** Where the panel of the tests pretends to be. */
export const webUrl = "http://localhost:3000";

/** What the tests' channels are sealed with. */
export const stockpoolSecret = randomBytes(32).toString("base64");

/** An API on a database of its own, and short words for what its callers do. */
export interface ApiWorld {
  api: Api;
  db: FreshDatabase;
  pool: FreshDatabase["pool"];
  admin: typeof admin;
  /** Lines of the log, as JSON. */
  log: string[];
  /** The cookie of the admin's session. */
  cookie: string;
  /** Sends a request as it is. */
  send(path: string, init?: RequestInit): Promise<Response>;
  /** Sends a GraphQL operation as the admin. */
  graphql<Data>(query: string, variables?: object): Promise<GraphqlAnswer<Data>>;
  /** The data of a GraphQL operation that must not fail. */
  ask<Data>(query: string, variables?: object): Promise<Data>;
  close(): Promise<void>;
}

export interface GraphqlAnswer<Data> {
  data?: Data | null;
  errors?: { message: string; path?: (string | number)[]; extensions?: { code?: string } }[];
}

/** Starts an API on a fresh database. */
export async function makeApiWorld(databaseReadUrl: string | null = null): Promise<ApiWorld> {
  const db = await freshDatabase();
  const log: string[] = [];
  const logger = pino({ level: "debug" }, { write: (line: string) => void log.push(line) });
  const options = {
    databaseUrl: db.url,
    databaseReadUrl,
    apiUrl,
    webUrl,
    stockpoolSecret,
    firstAdmin: admin,
    allowHttp: true,
  };
  const api = await createApi({ ...options, authSecret: randomBytes(32).toString("base64") }, logger);
  const send = (path: string, init?: RequestInit) => api.fetch(new Request(`${apiUrl}${path}`, init));
  const cookie = await signIn(send, admin);
  const graphql = async <Data>(query: string, variables: object = {}) =>
    readJson<GraphqlAnswer<Data>>(await send("/api/graphql", graphqlRequest(query, variables, { cookie })));
  const ask = async <Data>(query: string, variables: object = {}) => {
    const { data, errors } = await graphql<Data>(query, variables);
    if (errors || !data) throw new Error(`GraphQL answered ${JSON.stringify(errors)}; log: ${log.slice(-3).join("")}`);
    return data;
  };
  const close = async () => {
    await api.close();
    await db.drop();
  };
  return { api, db, pool: db.pool, admin, log, cookie, send, graphql, ask, close };
}

/** A request that carries a GraphQL operation. */
export function graphqlRequest(query: string, variables: object, headers: Record<string, string>): RequestInit {
  return {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query, variables }),
  };
}

/** Signs in and gives the cookie to send from then on. */
export async function signIn(
  send: ApiWorld["send"],
  { email, password }: { email: string; password: string },
): Promise<string> {
  const answer = await send("/api/auth/sign-in/email", {
    method: "POST",
    headers: { "content-type": "application/json", origin: webUrl },
    body: JSON.stringify({ email, password }),
  });
  if (!answer.ok) throw new Error(`sign-in answered ${answer.status}: ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}

/** A body whose form the test knows. */
export async function readJson<Body>(answer: Response): Promise<Body> {
  const body: Body = await answer.json();
  return body;
}

/** The id that GraphQL gives a row. */
export function nodeId(typename: string, id: string): string {
  return Buffer.from(`${typename}:${id}`).toString("base64url");
}
