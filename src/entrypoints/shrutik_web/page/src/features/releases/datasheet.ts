/** The tables of a datasheet, which Shrutik writes itself: `## Title`, then `| name | count |` line by line. */

export type Tables = ReadonlyMap<string, ReadonlyMap<string, number>>;

export async function tablesOf(lines: AsyncIterable<string>): Promise<Tables> {
  const tables = new Map<string, Map<string, number>>();
  let title = "";
  for await (const line of lines) {
    if (line.startsWith("## ")) title = line.slice(3);
    const row = /^\| (.+) \| (\d+) \|$/.exec(line);
    if (row === null) continue;
    const table = tables.get(title) ?? new Map<string, number>();
    tables.set(title, table.set(row[1] ?? "", Number(row[2])));
  }
  return tables;
}
