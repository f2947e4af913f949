/** Lets the browser save text as a file. */
export function download(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The download has started by then; otherwise the text stays in memory until the page closes.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
