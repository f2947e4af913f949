/** Text as a YAML scalar: unquoted if YAML is certain to read it as text. */
export function yamlText(text: string): string {
  const isPlain = /^[A-Za-z_/][\w./-]*$/.test(text);
  const isWord = /^(true|false|null|yes|no|on|off|y|n)$/i.test(text);
  return isPlain && !isWord ? text : JSON.stringify(text);
}
