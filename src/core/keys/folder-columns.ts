/** What Hive writes in the place of null. */
const NULL = "__HIVE_DEFAULT_PARTITION__";

/**
 * The columns that the folders of a path tell, as Hive and Spark name them: `country=US/part-0`.
 * Of two of one name the innermost counts.
 */
export function folderColumns(path: string): ReadonlyMap<string, string | null> {
  const folders = path.split(/[\\/]/).slice(0, -1);
  return new Map(
    folders.flatMap((folder) => {
      const equals = folder.indexOf("=");
      if (equals <= 0) return [];
      const value = folder.slice(equals + 1);
      return [[unescaped(folder.slice(0, equals)), value === NULL ? null : unescaped(value)]];
    }),
  );
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
