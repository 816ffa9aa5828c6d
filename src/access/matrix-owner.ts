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
      const done: { rows: (string | null)[][] } = await client.query({
        text: sql,
        rowMode: 'array',
        types,
      });
      return Array.isArray(done)
        ? (done as { rows: (string | null)[][] }[]).at(-1)!.rows
        : done.rows;
    },
    async run(sql) {
      await client.query(sql);
    },
    end: () => client.end(),
  };
}
