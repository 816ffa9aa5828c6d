import pg from 'pg';

/** The owner's own connection: reads what is really there, and makes what a test plants. */
export interface OpenOwner {
  text(sql: string): Promise<(string | null)[][]>;
  run(sql: string): Promise<void>;
  end(): Promise<void>;
}

export async function ownerOf(ownerUrl: string): Promise<OpenOwner> {
  const client = new pg.Client({ connectionString: ownerUrl });
  client.on('error', () => {});
  await client.connect();
  return {
    async text(sql) {
      const types = { getTypeParser: () => (value: string) => value } as never;
      return (await client.query<(string | null)[]>({ text: sql, rowMode: 'array', types })).rows;
    },
    async run(sql) {
      await client.query(sql);
    },
    end: () => client.end(),
  };
}
