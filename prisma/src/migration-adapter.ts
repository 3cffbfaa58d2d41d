import { PrismaPg } from "@prisma/adapter-pg";
import {
  ColumnTypeEnum,
  DriverAdapterError,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlQuery,
  type SqlResultSet,
} from "@prisma/driver-adapter-utils";
import pg from "pg";

const charTypeId = 18;
const textTypeId = 25;

/**
 * Prisma's adapter for `pg`, mended where the schema engine asks for more than it can do: whole scripts (the adapter splits
 * at every semicolon, also inside function bodies) and the catalog's one-byte `"char"` columns (the adapter refuses them).
 */
export class MigrationAdapterFactory implements SqlMigrationAwareDriverAdapterFactory {
  readonly provider = "postgres";
  readonly adapterName: string;
  readonly #pool: pg.Pool;
  /** Which columns of a result were `"char"`, by the rows of that result. */
  readonly #charColumns = new WeakMap<object, number[]>();

  constructor(pool: pg.Pool) {
    this.#pool = pool;
    this.adapterName = new PrismaPg(pool).adapterName;
  }

  async connect(): Promise<SqlDriverAdapter> {
    const adapter = await new PrismaPg(this.#poolThatReadsChar()).connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    return Object.assign(adapter, {
      executeScript: (script: string) => runScript(this.#pool, script),
      queryRaw: async (query: SqlQuery) => this.#nameChars(await queryRaw(query)),
    });
  }

  connectToShadowDb(): Promise<SqlDriverAdapter> {
    throw new Error("the hub compares live databases with the schema and needs no shadow database");
  }

  #poolThatReadsChar(): pg.Pool {
    const query = async (config: pg.QueryArrayConfig) => this.#readCharsAsText(await this.#pool.query(config));
    return new Proxy(this.#pool, {
      get: (pool, key) => {
        if (key === "query") return query;
        const value: unknown = Reflect.get(pool, key);
        return typeof value === "function" ? value.bind(pool) : value;
      },
    });
  }

  #readCharsAsText(result: pg.QueryArrayResult): pg.QueryArrayResult {
    const chars = result.fields.flatMap((field, index) => (field.dataTypeID === charTypeId ? [index] : []));
    if (chars.length > 0) this.#charColumns.set(result.rows, chars);
    for (const index of chars) Object.assign(result.fields[index] ?? {}, { dataTypeID: textTypeId });
    return result;
  }

  #nameChars(result: SqlResultSet): SqlResultSet {
    for (const index of this.#charColumns.get(result.rows) ?? []) {
      result.columnTypes[index] = ColumnTypeEnum.Character;
    }
    return result;
  }
}

/** Sends a whole script as one simple query: Postgres runs it as one transaction, so a script that fails leaves nothing. */
async function runScript(pool: pg.Pool, script: string): Promise<void> {
  try {
    await pool.query(script);
  } catch (error) {
    throw error instanceof pg.DatabaseError ? new DriverAdapterError(describe(error)) : error;
  }
}

function describe(error: pg.DatabaseError): ConstructorParameters<typeof DriverAdapterError>[0] {
  return {
    kind: "postgres",
    code: error.code ?? "XX000",
    severity: error.severity ?? "ERROR",
    message: error.message,
    detail: error.detail,
    column: error.column,
    hint: error.hint,
  };
}
