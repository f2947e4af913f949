const shows = process.stderr.isTTY;
const CLEAR_LINE = "\r\u001b[K";

export function showProgress(text) {
  if (shows) process.stderr.write(`${CLEAR_LINE}${text}`);
}

export function clearProgress() {
  if (shows) process.stderr.write(CLEAR_LINE);
}
