/** What Hive writes for null. */
const NULL = "__HIVE_DEFAULT_PARTITION__";

/**
 * The columns in the folder names of a path, as Hive and Spark write them: `country=US/part-0`. If
 * a name occurs twice, the innermost folder counts.
 */
export function folderColumns(path: string): ReadonlyMap<string, string | null> {
  const folders = path.split(/[\\/]/).slice(0, -1);
  return new Map(
    folders.flatMap((folder) => {
      const equals = folder.indexOf("=");
      if (equals <= 0) return [];
      const value = folder.slice(equals + 1);
      return [[decode(folder.slice(0, equals)), value === NULL ? null : decode(value)]];
    }),
  );
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
